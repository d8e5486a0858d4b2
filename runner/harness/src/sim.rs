//! A deterministic world: one thread, a paused clock, and a run order that follows from the seed.
//!
//! The world keeps its own list of tasks and polls, each time, one of those that can run, chosen by the seed. It
//! lives inside a tokio runtime whose clock stands still until nothing can run and then jumps to the next timer,
//! so an hour of waiting takes no time. A timer set far beyond anything a check would wait for is the
//! alarm: when the clock reaches it, nobody could run and nobody had set a timer. That is a deadlock.
//!
//! Left out: threads. Code under `sim` that blocks the thread blocks the world; the runner's deadline ends it.

use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::panic::{self, AssertUnwindSafe};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;
use trace::{Event, Kind, Report, SEED_VARIABLE, Tracer, Waiting};

use crate::recorder::report;
use crate::rng::Rng;

/// Longer than any check waits, shorter than what tokio's timer wheel can hold (2.2 years).
const ALARM: Duration = Duration::from_secs(365 * 24 * 3600);

/// Starts a task in the world. The same type as a process system takes for its configuration.
pub type Spawner = Arc<dyn Fn(Pin<Box<dyn Future<Output = ()> + Send>>) + Send + Sync>;

/// How a simulated run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The main future returned.
    Finished(T),
    /// Nothing could run and no timer was set.
    Deadlock(Vec<Waiting>),
}

/// A finished run: its outcome and its trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<T = ()> {
    /// The seed that decided the order.
    pub seed: u64,
    /// How it ended.
    pub outcome: Outcome<T>,
    /// Everything that happened, in order.
    pub events: Vec<Event>,
}

impl<T> Run<T> {
    /// The transcript: every line a process printed with [`World::say`], in order.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.events.iter().filter_map(|event| match &event.kind {
            Kind::Note { line } => Some(line.clone()),
            _ => None,
        })
    }

    /// What the main future returned.
    ///
    /// # Panics
    /// When the run ended in a deadlock, with a table of who waits for whom.
    #[track_caller]
    pub fn finished(self) -> T {
        match self.outcome {
            Outcome::Finished(value) => value,
            Outcome::Deadlock(waiting) => {
                panic!(
                    "deadlock with seed {}: nothing can run and no timer is set\n{}",
                    self.seed,
                    table(&waiting)
                )
            }
        }
    }
}

/// The seeds a check tries: 1 to `n`, or the one that `replay` asks for.
pub fn seeds(n: u64) -> impl Iterator<Item = u64> {
    let asked = std::env::var(SEED_VARIABLE).ok().and_then(|seed| seed.parse().ok());
    let range = asked.map_or(1..=n, |seed: u64| seed..=seed);
    range.into_iter()
}

/// Runs `main` in a fresh world until it returns or nothing can run any more. Tasks still alive then are dropped.
///
/// A panic in any task of the world panics here: no crash is lost.
///
/// # Panics
/// When a task panics, or when the runtime cannot be built.
pub fn sim<F, Fut>(seed: u64, main: F) -> Run<Fut::Output>
where
    F: FnOnce(World) -> Fut,
    Fut: Future + 'static,
    Fut::Output: 'static,
{
    report(&Report::Seed { seed });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a current-thread runtime needs no resources that could be missing");
    let world = runtime.block_on(async { World::new(seed) });
    let outcome = runtime.block_on(tokio::task::unconstrained(world.clone().drive(main(world.clone()))));
    if let Outcome::Deadlock(waiting) = &outcome {
        report(&Report::Deadlock { waiting: waiting.clone() });
    }
    // Dropped inside the runtime: a learner's destructor may touch a timer or spawn a task.
    runtime.block_on(async { world.shared.lock_tasks().clear() });
    let events = std::mem::take(&mut *lock(&world.shared.events));
    Run { seed, outcome, events }
}

/// The deterministic world seen from inside.
#[derive(Clone)]
pub struct World {
    shared: Arc<Shared>,
}

struct Shared {
    start: Instant,
    rng: Mutex<Rng>,
    events: Mutex<Vec<Event>>,
    tasks: Mutex<Tasks>,
    ready: Arc<Ready>,
}

#[derive(Default)]
struct Tasks {
    next: u64,
    alive: BTreeMap<u64, Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl Tasks {
    fn clear(&mut self) {
        self.alive.clear();
    }
}

/// Ids of tasks that were woken, in the order in which they were, and the runtime's own waker.
#[derive(Default)]
struct Ready {
    queue: Mutex<Vec<u64>>,
    driver: Mutex<Option<Waker>>,
}

/// Id of the main future; spawned tasks count from 1.
const MAIN: u64 = 0;

impl World {
    fn new(seed: u64) -> Self {
        let ready = Arc::new(Ready::default());
        ready.push(MAIN);
        let shared = Shared {
            start: Instant::now(),
            rng: Mutex::new(Rng::new(seed)),
            events: Mutex::default(),
            tasks: Mutex::new(Tasks { next: MAIN + 1, alive: BTreeMap::new() }),
            ready,
        };
        Self { shared: Arc::new(shared) }
    }

    /// Starts a task. It first runs when the seed says so, not before this returns.
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.spawn_boxed(Box::pin(future));
    }

    /// The same as [`World::spawn`], for the configuration of a process system.
    #[must_use]
    pub fn spawner(&self) -> Spawner {
        // Weak: the world owns its tasks, and its tasks own systems that own this.
        let world = Arc::downgrade(&self.shared);
        Arc::new(move |future| {
            if let Some(shared) = world.upgrade() {
                World { shared }.spawn_boxed(future);
            }
        })
    }

    /// Records what a process system reports, stamped with the virtual time.
    #[must_use]
    pub fn tracer(&self) -> Tracer {
        let world = Arc::downgrade(&self.shared);
        Arc::new(move |event| {
            if let Some(shared) = world.upgrade() {
                World { shared }.record(event);
            }
        })
    }

    /// Adds a line to the transcript, printed by `process`.
    pub fn say(&self, process: &str, line: impl Into<String>) {
        let kind = Kind::Note { line: line.into() };
        self.record(Event { at: 0, process: process.to_owned(), kind, source: None });
    }

    /// Virtual time since the start of the run.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.shared.start.elapsed()
    }

    /// A number in `0..n` that follows from the seed.
    #[must_use]
    pub fn choose(&self, n: usize) -> usize {
        lock(&self.shared.rng).below(n)
    }

    /// Waits until no other task can run and no timer is due now. Virtual time does not pass.
    pub async fn settle(&self) {
        // Each round lets everything that is ready run once; a round that finds nothing ready is the end.
        while !lock(&self.shared.ready.queue).is_empty() {
            yield_once().await;
        }
    }

    fn spawn_boxed(&self, future: Pin<Box<dyn Future<Output = ()> + Send>>) {
        let mut tasks = self.shared.lock_tasks();
        let id = tasks.next;
        tasks.next += 1;
        tasks.alive.insert(id, future);
        drop(tasks);
        self.shared.ready.push(id);
    }

    fn record(&self, mut event: Event) {
        event.at = u64::try_from(self.elapsed().as_micros()).unwrap_or(u64::MAX);
        report(&Report::Event(event.clone()));
        lock(&self.shared.events).push(event);
    }

    async fn drive<Fut: Future>(self, main: Fut) -> Outcome<Fut::Output> {
        let mut main = pin!(main);
        let mut alarm = pin!(tokio::time::sleep(ALARM));
        poll_fn(|cx| {
            self.shared.ready.remember(cx.waker());
            while let Some(id) = self.next_ready() {
                if id == MAIN {
                    let waker = self.shared.ready.waker(MAIN);
                    if let Poll::Ready(value) = main.as_mut().poll(&mut Context::from_waker(&waker)) {
                        return Poll::Ready(Outcome::Finished(value));
                    }
                } else {
                    self.poll_task(id);
                }
            }
            alarm.as_mut().poll(cx).map(|()| Outcome::Deadlock(waiting(&lock(&self.shared.events))))
        })
        .await
    }

    /// Takes one of the tasks that can run; which one, the seed decides.
    fn next_ready(&self) -> Option<u64> {
        let mut queue = lock(&self.shared.ready.queue);
        if queue.is_empty() {
            return None;
        }
        let chosen = if queue.len() == 1 { 0 } else { lock(&self.shared.rng).below(queue.len()) };
        Some(queue.remove(chosen))
    }

    fn poll_task(&self, id: u64) {
        // Taken out while it runs: it may spawn others.
        let Some(mut task) = self.shared.lock_tasks().alive.remove(&id) else { return };
        let waker = self.shared.ready.waker(id);
        let poll =
            panic::catch_unwind(AssertUnwindSafe(|| task.as_mut().poll(&mut Context::from_waker(&waker))));
        match poll {
            Ok(Poll::Ready(())) => {}
            Ok(Poll::Pending) => {
                self.shared.lock_tasks().alive.insert(id, task);
            }
            Err(cause) => panic::resume_unwind(cause),
        }
    }
}

impl Shared {
    fn lock_tasks(&self) -> MutexGuard<'_, Tasks> {
        lock(&self.tasks)
    }
}

impl Ready {
    fn push(&self, id: u64) {
        let mut queue = lock(&self.queue);
        if !queue.contains(&id) {
            queue.push(id);
        }
        drop(queue);
        if let Some(driver) = lock(&self.driver).as_ref() {
            driver.wake_by_ref();
        }
    }

    fn remember(&self, waker: &Waker) {
        *lock(&self.driver) = Some(waker.clone());
    }

    fn waker(self: &Arc<Self>, id: u64) -> Waker {
        Waker::from(Arc::new(Bell { id, ready: Arc::clone(self) }))
    }
}

/// Wakes one task.
struct Bell {
    id: u64,
    ready: Arc<Ready>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.ready.push(self.id);
    }
}

/// Gives every other ready task a turn.
async fn yield_once() {
    let mut yielded = false;
    poll_fn(|cx| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Who waits for whom, from the trace: a process waits when the last thing it did was to begin waiting.
fn waiting(events: &[Event]) -> Vec<Waiting> {
    let mut processes: BTreeMap<&str, Option<Waiting>> = BTreeMap::new();
    let mut mailboxes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for event in events {
        let process = event.process.as_str();
        match &event.kind {
            Kind::Wait { what, whom } => {
                let wait = Waiting {
                    process: process.to_owned(),
                    what: what.clone(),
                    whom: whom.clone(),
                    mailbox: Vec::new(),
                    source: event.source.clone(),
                };
                processes.insert(process, Some(wait));
            }
            Kind::Send { to, label } => mailboxes.entry(to).or_default().push(label),
            Kind::Receive { label, .. } => {
                processes.insert(process, None);
                let mailbox = mailboxes.entry(process).or_default();
                if let Some(at) = mailbox.iter().position(|waiting| waiting == label) {
                    mailbox.remove(at);
                }
            }
            Kind::Exit { .. } => {
                processes.insert(process, None);
            }
            _ => {}
        }
    }
    let waiting = processes.into_iter().filter_map(|(process, wait)| {
        let mailbox = mailboxes.remove(process).unwrap_or_default();
        wait.map(|wait| Waiting { mailbox: mailbox.into_iter().map(str::to_owned).collect(), ..wait })
    });
    waiting.collect()
}

fn table(waiting: &[Waiting]) -> String {
    let row = |w: &Waiting| {
        let whom = w.whom.as_deref().map_or(String::new(), |whom| format!(" for {whom}"));
        format!("  {} waits in {}{whom}; mailbox: [{}]", w.process, w.what, w.mailbox.join(", "))
    };
    waiting.iter().map(row).collect::<Vec<_>>().join("\n")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
