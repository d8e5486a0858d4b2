//! What a supervisor is told about a child: how it starts, when it comes back, how it is ended.
//!
//! Source: OTP Design Principles, "Supervisor Behaviour", "Child Specification". Chapter: `supervisors`.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use gen_server::{GenServer, Options, StartError};
use process::{Context, Ending, ExitReason, Pid};

use crate::handle;
use crate::rules::Flags;

/// How a child is called within its supervisor.
pub type ChildId = Arc<str>;

/// A child that is starting: it will be linked with the supervisor, or there is a reason why not.
pub type Starting<'a> = Pin<Box<dyn Future<Output = Result<Pid, StartError>> + Send + 'a>>;

/// How a child is started: runs inside the supervisor's process, and links it.
pub(crate) type Start = Arc<dyn for<'a> Fn(&'a mut Context) -> Starting<'a> + Send + Sync>;

/// The child specification.
#[derive(Clone)]
#[expect(missing_docs, reason = "the fields are those of the manual")]
pub struct ChildSpec {
    pub id: ChildId,
    pub restart: Restart,
    pub shutdown: Shutdown,
    pub kind: ChildKind,
    pub(crate) start: Start,
}

/// The restart type: when a child that has ended is started again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Restart {
    /// Always.
    #[default]
    Permanent,
    /// After a crash: any reason but `normal`, `shutdown` and `{shutdown, Term}`.
    Transient,
    /// Never. When it ends, its specification is forgotten.
    Temporary,
}

/// How a supervisor ends a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shutdown {
    /// `exit(Child, kill)`, without a word.
    BrutalKill,
    /// `exit(Child, shutdown)`, and `kill` if it is still alive after this time.
    Timeout(Duration),
    /// `exit(Child, shutdown)`, and waits as long as it takes.
    Infinity,
}

impl Shutdown {
    /// The signal that asks the child to end, and how long it may take before `kill` follows; `None`: no limit.
    #[must_use]
    pub fn signal(self) -> (ExitReason, Option<Duration>) {
        match self {
            Self::BrutalKill => (ExitReason::Kill, None),
            Self::Timeout(grace) => (ExitReason::Shutdown, Some(grace)),
            Self::Infinity => (ExitReason::Shutdown, None),
        }
    }
}

/// What a child is; `count_children` asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChildKind {
    /// A process that works.
    #[default]
    Worker,
    /// A process that supervises.
    Supervisor,
}

/// Grace between `shutdown` and `kill`: OTP's default for a worker.
const WORKER_SHUTDOWN: Duration = Duration::from_secs(5);

impl ChildSpec {
    /// A permanent worker that is started by `start`. It gets five seconds to shut down.
    ///
    /// ```
    /// use gen_server::StartError;
    /// use supervisor::ChildSpec;
    ///
    /// let clock = ChildSpec::new("clock", |me| {
    ///     Box::pin(async move { Ok(me.spawn_link(|mut me| async move { me.next().await; })) })
    /// });
    /// let never = ChildSpec::new("never", |_| Box::pin(async { Err(StartError::Ignore) }));
    /// ```
    pub fn new(
        id: impl Into<ChildId>,
        start: impl for<'a> Fn(&'a mut Context) -> Starting<'a> + Send + Sync + 'static,
    ) -> Self {
        Self {
            id: id.into(),
            restart: Restart::Permanent,
            shutdown: Shutdown::Timeout(WORKER_SHUTDOWN),
            kind: ChildKind::Worker,
            start: Arc::new(start),
        }
    }

    /// Starts the child, linked with this process; `None`: it said `ignore`. A panic of its start function is a failed
    /// start.
    ///
    /// # Errors
    /// Why it did not start.
    pub async fn start(&self, me: &mut Context) -> Result<Option<Pid>, ExitReason> {
        match AssertUnwindSafe((self.start)(me)).catch_unwind().await {
            Ok(Ok(pid)) => Ok(Some(pid)),
            Ok(Err(StartError::Ignore)) => Ok(None),
            Ok(Err(StartError::Stop(reason))) => Err(reason),
            Ok(Err(other)) => Err(other.to_string().as_str().into()),
            Err(_) => Err(ExitReason::panic("the start function of a child panicked")),
        }
    }

    /// A child that is a [`GenServer`]; each life gets a copy of `args`.
    pub fn server<S>(id: impl Into<ChildId>, args: S::Args, options: Options) -> Self
    where
        S: GenServer,
        S::Args: Clone + Sync,
    {
        Self::new(id, move |me| {
            let (args, options) = (args.clone(), options.clone());
            Box::pin(async move { Ok(gen_server::start_link::<S>(me, args, options).await?.pid()) })
        })
    }

    /// A child that is a plain process. It counts as started as soon as it is spawned.
    pub fn process<F, Fut>(id: impl Into<ChildId>, body: F) -> Self
    where
        F: Fn(Context) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: Ending> + Send + 'static,
    {
        Self::new(id, move |me| {
            let pid = me.spawn_link(&body);
            Box::pin(async move { Ok(pid) })
        })
    }

    /// A child that is a supervisor. It gets all the time it needs to end its own children.
    pub fn supervisor(id: impl Into<ChildId>, children: Vec<Self>, flags: Flags, options: Options) -> Self {
        let nested = Self::new(id, move |me| {
            let (children, options) = (children.clone(), options.clone());
            Box::pin(async move { Ok(handle::start_link(me, children, flags, options).await?.pid()) })
        });
        Self { shutdown: Shutdown::Infinity, kind: ChildKind::Supervisor, ..nested }
    }

    /// The same child with another restart type.
    #[must_use]
    pub fn restart(self, restart: Restart) -> Self {
        Self { restart, ..self }
    }

    /// The same child with another way of ending it.
    #[must_use]
    pub fn shutdown(self, shutdown: Shutdown) -> Self {
        Self { shutdown, ..self }
    }

    /// The same child, called a worker or a supervisor.
    #[must_use]
    pub fn kind(self, kind: ChildKind) -> Self {
        Self { kind, ..self }
    }
}

impl fmt::Debug for ChildSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:?}, {:?}, {:?})", self.id, self.restart, self.shutdown, self.kind)
    }
}
