//! Who is here: a count of those alive, and gates that keep them alive until they are let go. (Given.)

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tokio::sync::Semaphore;

/// Counts a crowd. Clones count the same crowd.
#[derive(Clone, Default)]
pub struct Census(Arc<(Mutex<Count>, Condvar)>);

#[derive(Clone, Copy, Default)]
struct Count {
    entered: usize,
    alive: usize,
    peak: usize,
}

impl Census {
    /// Counts one in. It is counted out when the guard is dropped.
    #[must_use]
    pub fn enter(&self) -> Here {
        self.change(|count| {
            count.entered += 1;
            count.alive += 1;
            count.peak = count.peak.max(count.alive);
        });
        Here(self.clone())
    }

    /// How many are here now.
    #[must_use]
    pub fn alive(&self) -> usize {
        self.change(|count| count.alive)
    }

    /// The largest number that was here at once.
    #[must_use]
    pub fn peak(&self) -> usize {
        self.change(|count| count.peak)
    }

    /// Waits, as a task, until `n` have entered.
    pub async fn all_in(&self, n: usize) {
        while self.change(|count| count.entered) < n {
            tokio::task::yield_now().await;
        }
    }

    /// Waits, as a thread, until `n` have entered.
    pub fn all_in_blocking(&self, n: usize) {
        let (count, bell) = &*self.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        drop(bell.wait_while(count, |count| count.entered < n).unwrap_or_else(PoisonError::into_inner));
    }

    fn change<T>(&self, with: impl FnOnce(&mut Count) -> T) -> T {
        let (count, bell) = &*self.0;
        let answer = with(&mut count.lock().unwrap_or_else(PoisonError::into_inner));
        bell.notify_all();
        answer
    }
}

// ANCHOR: guard
/// One that is here.
pub struct Here(Census);

impl Drop for Here {
    fn drop(&mut self) {
        self.0.change(|count| count.alive -= 1);
    }
}
// ANCHOR_END: guard

/// A closed gate for tasks: `pass` waits until somebody opens it.
#[derive(Clone)]
pub struct Gate(Arc<Semaphore>);

impl Gate {
    /// A closed gate.
    #[must_use]
    pub fn closed() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }

    /// Waits for the gate to open.
    pub async fn pass(&self) {
        let _ = self.0.acquire().await; // an error says that the semaphore is closed: our gate is open
    }

    /// Lets everybody through, from now on.
    pub fn open(&self) {
        self.0.close();
    }
}

/// The same gate for threads.
#[derive(Clone, Default)]
pub struct ThreadGate(Arc<(Mutex<bool>, Condvar)>);

impl ThreadGate {
    /// Blocks the thread until the gate opens.
    pub fn pass(&self) {
        let (open, bell) = &*self.0;
        let open = open.lock().unwrap_or_else(PoisonError::into_inner);
        drop(bell.wait_while(open, |open| !*open).unwrap_or_else(PoisonError::into_inner));
    }

    /// Lets everybody through, from now on.
    pub fn open(&self) {
        let (open, bell) = &*self.0;
        *open.lock().unwrap_or_else(PoisonError::into_inner) = true;
        bell.notify_all();
    }
}
