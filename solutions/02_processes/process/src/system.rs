//! A system is one node: a process table, names, a clock. Nothing is static, so a test has as many as it likes.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use exit_signals::{ExitReason, Via};
use monitors::Target;
use names::{NameError, Names};
use tokio::sync::oneshot;
use trace::Tracer;

use crate::clock::Clock;
use crate::context::Context;
use crate::ending::Ending;
use crate::gate::Phase;
use crate::life::{self, Tie};
use crate::remote::{Remote, Signal};
use crate::table::Table;
use crate::{Message, Pid, Ref};

/// A process as the executor sees it: a future without a result.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Starts a task. The deterministic world of the checks brings its own.
pub type Spawner = Arc<dyn Fn(Task) + Send + Sync>;

/// Hears of every process whose code panicked.
pub type CrashLog = Arc<dyn Fn(&Crash) + Send + Sync>;

/// A process whose code panicked.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "who, under which name, and the message")]
pub struct Crash {
    pub pid: Pid,
    pub name: Option<String>,
    pub reason: ExitReason,
}

/// What a system is made of. The default is what a program wants.
#[derive(Clone, Default)]
pub struct Config {
    /// Who runs the processes; by default the tokio runtime in which `spawn` is called.
    pub spawner: Option<Spawner>,
    /// Who hears of every event; by default nobody, and then it costs nothing.
    pub tracer: Option<Tracer>,
    /// Where [`System::random`] begins.
    pub seed: u64,
    /// Who hears of panics; by default standard error.
    pub crash_log: Option<CrashLog>,
}

/// One node. Clones are handles to the same one.
#[derive(Clone)]
pub struct System {
    pub(crate) node: Arc<Node>,
}

pub(crate) struct Node {
    pub(crate) table: Table,
    pub(crate) names: RwLock<Names<Pid>>,
    pub(crate) clock: Clock,
    pub(crate) spawner: Option<Spawner>,
    pub(crate) crash_log: Option<CrashLog>,
    pub(crate) tracer: Option<Tracer>,
    /// The names that processes have had, for the trace of what happens after they have ended.
    pub(crate) labels: Mutex<std::collections::BTreeMap<Pid, Arc<str>>>,
    /// Who carries signals to other nodes.
    pub(crate) remote: OnceLock<Arc<dyn Remote>>,
    refs: AtomicU64,
    random: AtomicU64,
}

/// What can be seen of a process from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as `process_info` names them")]
pub struct Info {
    pub name: Option<String>,
    /// Messages not received yet.
    pub message_queue_len: usize,
    pub links: Vec<Pid>,
    pub monitors: Vec<Target<Pid>>,
    pub monitored_by: Vec<Pid>,
    pub trap_exit: exit_signals::TrapExit,
}

impl System {
    /// A new node without processes.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let node = Node {
            table: Table::new(),
            names: RwLock::default(),
            clock: Clock::new(),
            spawner: config.spawner,
            crash_log: config.crash_log,
            tracer: config.tracer,
            labels: Mutex::default(),
            remote: OnceLock::new(),
            refs: AtomicU64::new(1),
            random: AtomicU64::new(config.seed),
        };
        Self { node: Arc::new(node) }
    }

    /// Starts a process. It runs when the executor says so, not before this returns.
    ///
    /// What the future returns is why the process ended; `()` is `normal`.
    ///
    /// # Panics
    /// Outside of a tokio runtime, unless the configuration has a spawner.
    #[track_caller]
    pub fn spawn<F, Fut>(&self, body: F) -> Pid
    where
        F: FnOnce(Context) -> Fut,
        Fut: Future<Output: Ending> + Send + 'static,
    {
        life::start(self, Pid::OUTSIDE, Tie::None, body, Location::caller())
    }

    /// Sends a message. It never waits and never fails: to a process that has ended, it is dropped.
    #[track_caller]
    pub fn send(&self, to: Pid, message: impl Message) {
        self.node.send(Pid::OUTSIDE, to, message, Location::caller());
    }

    /// Sends a message in the name of a process: for libraries that act for it.
    #[track_caller]
    pub fn send_as(&self, from: Pid, to: Pid, message: impl Message) {
        self.node.send(from, to, message, Location::caller());
    }

    /// Sends a message to whoever has the name.
    ///
    /// # Errors
    /// [`NameError::NotRegistered`] when nobody has it. (On the BEAM: `badarg`.)
    #[track_caller]
    pub fn send_name(&self, name: &str, message: impl Message) -> Result<(), NameError> {
        self.node.send_name(Pid::OUTSIDE, name, message, Location::caller())
    }

    /// Sends an exit signal.
    #[track_caller]
    pub fn exit(&self, to: Pid, reason: impl Into<ExitReason>) {
        self.node.exit(Pid::OUTSIDE, to, reason.into(), Location::caller());
    }

    /// Gives a process a name.
    ///
    /// # Errors
    /// When the rules of [`names`] forbid it.
    #[track_caller]
    pub fn register(&self, name: &str, process: Pid) -> Result<(), NameError> {
        self.node.register(name, process, Location::caller())
    }

    /// Takes a name away from its process.
    ///
    /// # Errors
    /// [`NameError::NotRegistered`] when nobody has it.
    #[track_caller]
    pub fn unregister(&self, name: &str) -> Result<(), NameError> {
        self.node.unregister(name, Location::caller())
    }

    /// The process that has this name.
    #[must_use]
    pub fn whereis(&self, name: &str) -> Option<Pid> {
        self.node.names().whereis(name)
    }

    /// All registered names, in order.
    #[must_use]
    pub fn registered(&self) -> Vec<String> {
        self.node.names().registered().map(str::to_owned).collect()
    }

    /// Whether the process lives: no exit signal has ended it, and its code has not returned.
    #[must_use]
    pub fn is_alive(&self, process: Pid) -> bool {
        self.node.table.with(process, |gate| gate.is_alive()).unwrap_or(false)
    }

    /// Waits for the end of a process and says why it ended. [`ExitReason::NoProc`] when that was so long ago
    /// that nobody remembers: at least 1024 other processes have ended since.
    ///
    /// Dropping the future leaves nothing behind that others could see.
    pub async fn join(&self, process: Pid) -> ExitReason {
        if !process.is_local() {
            return ExitReason::NoProc;
        }
        let (sender, receiver) = oneshot::channel();
        let known = self.node.table.slot(process).with(|gate| match &gate.phase {
            _ if gate.serial != process.serial() => Some(ExitReason::NoProc),
            Phase::Ended(reason) => Some(reason.clone()),
            Phase::Alive | Phase::Stopping(_) => {
                gate.ties(process).joiners.push(sender);
                None
            }
        });
        match known {
            Some(reason) => reason,
            None => receiver.await.unwrap_or(ExitReason::Killed),
        }
    }

    /// Has `act` done at the end of a process, before anybody hears of that end: for libraries that give a process
    /// something which goes with it, as its tables. The answer is `false`, and nothing is done, when the process has
    /// ended already. `act` runs outside of all locks; it must not wait.
    ///
    /// SHORTCUT: `act` runs where the process ran. A link with a process that an exit signal is about to end brings
    /// `noproc` at once, and so does a monitor: that answer may come before `act`.
    #[must_use]
    pub fn at_exit(&self, process: Pid, act: impl FnOnce() + Send + 'static) -> bool {
        let kept = self.node.table.with(process, |gate| gate.ties(process).at_exit.push(Box::new(act)));
        kept.is_some()
    }

    /// What can be seen of a process; `None` when it has ended.
    #[must_use]
    pub fn info(&self, process: Pid) -> Option<Info> {
        let table = &self.node.table;
        let mut info = table.with(process, |gate| {
            let (held, trap_exit) = (table.seat(process).held(), gate.trap_exit);
            let message_queue_len = gate.queue.len() + held;
            let (mut links, mut monitors, mut monitored_by) = (Vec::new(), Vec::new(), Vec::new());
            if let Some(ties) = gate.existing_ties() {
                links.extend(ties.links.peers());
                monitors.extend(ties.monitors.watching().map(|(_, target)| target.clone()));
                monitored_by.extend(ties.monitors.watchers().map(|(_, watcher)| *watcher));
            }
            Info { name: None, message_queue_len, links, monitors, monitored_by, trap_exit }
        })?;
        info.name = self.node.names().name_of(process).map(str::to_owned);
        Some(info)
    }

    /// Runs a task that is no process: for the machinery of libraries, such as what reads from a socket.
    pub fn start_task(&self, task: impl Future<Output = ()> + Send + 'static) {
        match &self.node.spawner {
            None => drop(tokio::spawn(task)),
            Some(spawner) => spawner(Box::pin(task)),
        }
    }

    /// Every process that is alive.
    #[must_use]
    pub fn processes(&self) -> Vec<Pid> {
        self.node.table.pids()
    }

    /// How many processes there are, those that are about to end included.
    #[must_use]
    pub fn process_count(&self) -> usize {
        self.node.table.alive()
    }

    /// A reference that is unique in this system.
    #[must_use]
    pub fn make_ref(&self) -> Ref {
        self.node.make_ref()
    }

    /// The next number of a generator that started at the seed. (SplitMix64, Steele, Lea and Flood, 2014.)
    #[must_use]
    pub fn random(&self) -> u64 {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut z = self.node.random.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl Node {
    pub(crate) fn make_ref(&self) -> Ref {
        Ref(self.refs.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn names(&self) -> std::sync::RwLockReadGuard<'_, Names<Pid>> {
        self.names.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// A process ends itself.
    pub(crate) fn stop(&self, me: Pid, reason: ExitReason) {
        let bell = self.table.with(me, |gate| gate.stop(reason));
        if let Some(bell) = bell.flatten() {
            bell.wake();
        }
    }

    /// An exit signal from `exit/2`.
    pub(crate) fn exit(&self, from: Pid, to: Pid, reason: ExitReason, at: &'static Location<'static>) {
        self.trace_exit_signal(from, to, &reason, Some(at));
        if let Some(remote) = self.away(to) {
            return remote.carry(Signal::Exit { from, to, reason });
        }
        let bell = self.table.with(to, |gate| gate.feel(to, from, Via::Exit, reason));
        if let Some(bell) = bell.flatten() {
            bell.wake();
        }
    }
}

impl fmt::Debug for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "System({} processes)", self.process_count())
    }
}
