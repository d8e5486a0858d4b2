//! A deterministic world: one thread, a paused clock, and a run order that follows from the seed.
//!
//! The world keeps its own list of tasks and polls, each time, one of those that can run, chosen by the seed. It
//! lives inside a tokio runtime whose clock stands still until nothing can run and then jumps to the next timer,
//! so an hour of waiting takes no time. A timer set far beyond anything a check would wait for is the
//! alarm: when the clock reaches it, nobody could run and nobody had set a timer. That is a deadlock.
//!
//! Left out: threads. Code under `sim` that blocks the thread blocks the world; the runner's deadline ends it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, poll_fn};
use std::panic::{self, AssertUnwindSafe};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;
use trace::{Event, Kind, Report, Tracer};

use crate::deadlock::waiting;
use crate::recorder::{report, report_event};
use crate::rng::Rng;
use crate::run::{Outcome, Run};

/// Longer than any check waits, shorter than what tokio's timer wheel can hold (2.2 years).
const ALARM: Duration = Duration::from_secs(365 * 24 * 3600);

/// Events of one run that are kept in memory: a run that never ends must not eat the machine.
const MOST_EVENTS: usize = 200_000;

/// A main future that sleeps through this much time and this many turns of other tasks waits for nothing that
/// will come: the others only tick.
const STARVED: (Duration, u64) = (Duration::from_secs(24 * 3600), 100_000);

/// How often tasks that are started by destructors of tasks are dropped in turn.
const GENERATIONS: usize = 100;

/// Starts a task in the world. The same type as a process system takes for its configuration.
pub type Spawner = Arc<dyn Fn(Pin<Box<dyn Future<Output = ()> + Send>>) + Send + Sync>;

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
    // The world is compiled once, here: a check that runs it costs a learner's build only its own future.
    let value = Rc::new(Cell::new(None));
    let slot = Rc::clone(&value);
    let run = run(seed, Box::new(move |world| Box::pin(async move { slot.set(Some(main(world).await)) })));
    let outcome = match run.outcome {
        Outcome::Finished(()) => {
            Outcome::Finished(value.take().expect("a main future that returned left a value"))
        }
        Outcome::Deadlock(waiting) => Outcome::Deadlock(waiting),
    };
    Run { seed, outcome, events: run.events }
}

type Main<'a> = Box<dyn FnOnce(World) -> Pin<Box<dyn Future<Output = ()> + 'a>> + 'a>;

fn run(seed: u64, main: Main<'_>) -> Run {
    report(&Report::Seed { seed });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a current-thread runtime needs no resources that could be missing");
    let world = runtime.block_on(async { World::new(seed) });
    let driven = panic::catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(tokio::task::unconstrained(world.clone().drive(main(world.clone()))))
    }));
    let events = world.close();
    if let Ok(Outcome::Deadlock(waiting)) = &driven {
        report(&Report::Deadlock { waiting: waiting.clone() });
    }
    // Dropped inside the runtime: a learner's destructor may touch a timer or spawn a task.
    runtime.block_on(async { world.drop_tasks() });
    match driven {
        Ok(outcome) => Run { seed, outcome, events },
        Err(cause) => panic::resume_unwind(cause),
    }
}

/// The deterministic world seen from inside.
#[derive(Clone)]
pub struct World {
    shared: Arc<Shared>,
}

struct Shared {
    start: Instant,
    rng: Mutex<Rng>,
    /// None once the run has ended: what destructors do after that belongs to no run.
    events: Mutex<Option<Vec<Event>>>,
    tasks: Mutex<Tasks>,
    ready: Arc<Ready>,
}

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Tasks {
    next: u64,
    alive: BTreeMap<u64, Task>,
}

/// The tasks that can run, and the runtime's own waker.
#[derive(Default)]
struct Ready {
    queue: Mutex<Queue>,
    driver: Mutex<Option<Waker>>,
}

/// Ids of tasks that were woken; each at most once.
#[derive(Default)]
struct Queue {
    order: Vec<u64>,
    members: BTreeSet<u64>,
    /// Members that only wait in [`World::settle`] for the others.
    settling: usize,
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
            events: Mutex::new(Some(Vec::new())),
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
    /// Several tasks may settle at once: they do not wait for each other.
    pub async fn settle(&self) {
        // Each round lets everything that is ready run once; a round that finds nothing ready is the end.
        while lock(&self.shared.ready.queue).has_work() {
            let _settling = Settling::new(&self.shared.ready);
            yield_once().await;
        }
    }

    fn spawn_boxed(&self, future: Task) {
        let mut tasks = lock(&self.shared.tasks);
        let id = tasks.next;
        tasks.next += 1;
        tasks.alive.insert(id, future);
        drop(tasks);
        self.shared.ready.push(id);
    }

    /// Ends the recording and hands it over.
    fn close(&self) -> Vec<Event> {
        lock(&self.shared.events).take().unwrap_or_default()
    }

    /// Drops what is still alive, in the order of birth, and what destructors start meanwhile.
    fn drop_tasks(&self) {
        for _ in 0..GENERATIONS {
            let alive = std::mem::take(&mut lock(&self.shared.tasks).alive);
            if alive.is_empty() {
                return;
            }
            // Not under the lock: a destructor may spawn.
            drop(alive);
        }
    }

    fn record(&self, mut event: Event) {
        event.at = u64::try_from(self.elapsed().as_micros()).unwrap_or(u64::MAX);
        let mut recorded = lock(&self.shared.events);
        let Some(events) = recorded.as_mut() else { return };
        if events.len() == MOST_EVENTS {
            return;
        }
        if events.len() + 1 == MOST_EVENTS {
            let line = format!("… {MOST_EVENTS} events; what follows is not kept");
            event.kind = Kind::Note { line };
        }
        report_event(&event);
        events.push(event);
    }

    async fn drive(self, mut main: Pin<Box<dyn Future<Output = ()> + '_>>) -> Outcome<()> {
        let mut alarm = pin!(tokio::time::sleep(ALARM));
        let (mut main_ran, mut others) = (Duration::ZERO, 0);
        poll_fn(|cx| {
            self.shared.ready.remember(cx.waker());
            while let Some(id) = self.next_ready() {
                if id == MAIN {
                    (main_ran, others) = (self.elapsed(), 0);
                    let waker = self.shared.ready.waker(MAIN);
                    if main.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                        return Poll::Ready(Outcome::Finished(()));
                    }
                } else {
                    others += 1;
                    if others > STARVED.1 && self.elapsed() > main_ran + STARVED.0 {
                        return Poll::Ready(self.deadlock());
                    }
                    self.poll_task(id);
                }
            }
            alarm.as_mut().poll(cx).map(|()| self.deadlock())
        })
        .await
    }

    fn deadlock(&self) -> Outcome<()> {
        Outcome::Deadlock(waiting(lock(&self.shared.events).as_deref().unwrap_or_default()))
    }

    /// Takes one of the tasks that can run; which one, the seed decides.
    fn next_ready(&self) -> Option<u64> {
        let mut queue = lock(&self.shared.ready.queue);
        let chosen = match queue.order.len() {
            0 => return None,
            1 => 0,
            several => lock(&self.shared.rng).below(several),
        };
        Some(queue.take(chosen))
    }

    fn poll_task(&self, id: u64) {
        // Taken out while it runs: it may spawn others.
        let Some(mut task) = lock(&self.shared.tasks).alive.remove(&id) else { return };
        let waker = self.shared.ready.waker(id);
        if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            lock(&self.shared.tasks).alive.insert(id, task);
        }
    }
}

impl Queue {
    fn take(&mut self, chosen: usize) -> u64 {
        let id = self.order.swap_remove(chosen);
        self.members.remove(&id);
        id
    }

    fn has_work(&self) -> bool {
        self.order.len() > self.settling
    }
}

impl Ready {
    fn push(&self, id: u64) {
        let mut queue = lock(&self.queue);
        if queue.members.insert(id) {
            queue.order.push(id);
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

/// Counts a task that yields only to let the others run.
struct Settling<'a>(&'a Ready);

impl<'a> Settling<'a> {
    fn new(ready: &'a Ready) -> Self {
        lock(&ready.queue).settling += 1;
        Self(ready)
    }
}

impl Drop for Settling<'_> {
    fn drop(&mut self) {
        lock(&self.0.queue).settling -= 1;
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
