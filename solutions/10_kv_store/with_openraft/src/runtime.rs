//! Tasks of a host: they run where the world says, draw from its dice, and end with it.
//!
//! openraft asks a type, not a value, for its runtime: `spawn`, `sleep` and `thread_rng` have no `self`. So a task
//! carries its host along, and whatever is spawned while it runs belongs to the same host.
//!
//! Source: openraft 0.9, `AsyncRuntime`. Chapter: `kv_store`.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use openraft::{AsyncRuntime, OptionalSend, TokioRuntime};
use rand::RngCore;
use tokio::sync::{Semaphore, oneshot};
use tokio::time::{Instant, Sleep, Timeout};

/// Starts a task. The same type as that of the process system.
pub type Spawner = Arc<dyn Fn(Pin<Box<dyn Future<Output = ()> + Send>>) + Send + Sync>;

tokio::task_local! {
    static HERE: Host;
}

/// A machine that may crash. Clones are handles to the same one.
#[derive(Clone)]
pub struct Host {
    spawner: Spawner,
    dice: Dice,
    /// Nobody ever gets a permit of it; when it is closed, all who wait for one go on, and end.
    up: Arc<Semaphore>,
}

impl Host {
    /// A host that is up. `seed` decides what its tasks draw.
    #[must_use]
    pub fn new(spawner: Spawner, seed: u64) -> Self {
        Self { spawner, dice: Dice::new(seed), up: Arc::new(Semaphore::new(0)) }
    }

    // ANCHOR: run
    /// Runs something on this host, until it ends or the host crashes.
    pub fn run(&self, body: impl Future<Output = ()> + Send + 'static) {
        let up = Arc::clone(&self.up);
        let body = HERE.scope(self.clone(), body);
        (self.spawner)(Box::pin(async move {
            tokio::select! {
                biased;
                _ = up.acquire() => {}
                () = body => {}
            }
        }));
    }

    /// None of its tasks runs on, not even to its end.
    pub fn crash(&self) {
        self.up.close();
    }
    // ANCHOR_END: run
}

/// Numbers that follow from a seed: splitmix64. Clones draw from the same row.
#[derive(Debug, Clone)]
pub struct Dice(Arc<AtomicU64>);

impl Dice {
    /// The row of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seed)))
    }
}

impl RngCore for Dice {
    fn next_u64(&mut self) -> u64 {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn next_u32(&mut self) -> u32 {
        (self.next_u64() >> 32) as u32
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next_u64().to_le_bytes()[..chunk.len()]);
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

/// The runtime of the host on which the running task is.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Runtime;

// ANCHOR: runtime
impl AsyncRuntime for Runtime {
    type JoinError = oneshot::error::RecvError;
    type JoinHandle<T: OptionalSend + 'static> = oneshot::Receiver<T>;
    type ThreadLocalRng = Dice;

    fn spawn<T>(future: T) -> oneshot::Receiver<T::Output>
    where
        T: Future + OptionalSend + 'static,
        T::Output: OptionalSend + 'static,
    {
        let (end, ended) = oneshot::channel();
        HERE.get().run(async move { drop(end.send(future.await)) });
        ended
    }

    fn thread_rng() -> Dice {
        HERE.get().dice
    }
    // ANCHOR_END: runtime

    type Sleep = Sleep;
    type Instant = Instant;
    type TimeoutError = tokio::time::error::Elapsed;
    type Timeout<R, T: Future<Output = R> + OptionalSend> = Timeout<T>;
    type OneshotSender<T: OptionalSend> = <TokioRuntime as AsyncRuntime>::OneshotSender<T>;
    type OneshotReceiver<T: OptionalSend> = oneshot::Receiver<T>;
    type OneshotReceiverError = oneshot::error::RecvError;

    fn sleep(duration: Duration) -> Sleep {
        TokioRuntime::sleep(duration)
    }

    fn sleep_until(deadline: Instant) -> Sleep {
        TokioRuntime::sleep_until(deadline)
    }

    fn timeout<R, F: Future<Output = R> + OptionalSend>(duration: Duration, future: F) -> Timeout<F> {
        TokioRuntime::timeout(duration, future)
    }

    fn timeout_at<R, F: Future<Output = R> + OptionalSend>(deadline: Instant, future: F) -> Timeout<F> {
        TokioRuntime::timeout_at(deadline, future)
    }

    fn is_panic(_: &oneshot::error::RecvError) -> bool {
        false // a panic ends the world
    }

    fn oneshot<T: OptionalSend>() -> (Self::OneshotSender<T>, oneshot::Receiver<T>) {
        TokioRuntime::oneshot()
    }
}
