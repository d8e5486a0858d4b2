//! The road into a mailbox: a queue with a bell. Senders put messages at its end; the owner empties it.
//!
//! It costs nothing until the first message arrives, because a million idle processes each have one.
//!
//! Other roads lead to a mailbox too: whoever implements [`Road`] can feed one.
//!
//! Left out: a limit. A mailbox of the BEAM has none either; backpressure has a page of its own.
//! Source: Erlang Reference Manual, "Processes", "Receiving Signals".

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::Mailbox;

/// Where the messages of one mailbox come from, oldest first.
pub trait Road<M> {
    /// Takes the oldest message that has arrived.
    fn pop(&mut self) -> Option<M>;
    /// Takes the oldest message that has arrived, or asks to be woken by the next one.
    fn poll_pop(&mut self, cx: &mut Context<'_>) -> Poll<M>;
    /// Exchanges everything that has arrived with `empty`, without moving a message; asks to be woken when that is
    /// nothing.
    fn poll_swap(&mut self, cx: &mut Context<'_>, empty: &mut VecDeque<M>) -> Poll<()>;
}

/// Makes a mailbox and the first handle that sends to it.
#[must_use]
pub fn mailbox<M>() -> (Sender<M>, Mailbox<M>) {
    let queue = Queue { messages: VecDeque::new(), bell: None, open: true };
    let inbox = Arc::new(Inbox { queue: Mutex::new(queue) });
    (Sender { inbox: Arc::clone(&inbox) }, Mailbox::new(Arrivals { inbox }))
}

/// Sends into one mailbox. Cheap to clone, never waits.
pub struct Sender<M> {
    inbox: Arc<Inbox<M>>,
}

impl<M> Sender<M> {
    /// Puts `message` at the end of the mailbox. Messages of one sender arrive in the order they were sent.
    ///
    /// # Errors
    /// The message itself, when the mailbox is gone. (On the BEAM a message to a dead process is dropped.)
    pub fn send(&self, message: M) -> Result<(), M> {
        let mut queue = self.inbox.lock();
        if !queue.open {
            return Err(message);
        }
        queue.messages.push_back(message);
        let bell = queue.bell.take();
        drop(queue); // the woken owner must not run into our lock
        if let Some(bell) = bell {
            bell.wake();
        }
        Ok(())
    }

    /// Whether the mailbox is gone.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        !self.inbox.lock().open
    }

    /// How many messages have arrived that the owner has not moved to its save queue yet.
    #[must_use]
    pub fn arrived(&self) -> usize {
        self.inbox.lock().messages.len()
    }
}

impl<M> Clone for Sender<M> {
    fn clone(&self) -> Self {
        Self { inbox: Arc::clone(&self.inbox) }
    }
}

/// The owner's end of the queue that [`Sender`]s fill.
pub struct Arrivals<M> {
    inbox: Arc<Inbox<M>>,
}

impl<M> Road<M> for Arrivals<M> {
    fn pop(&mut self) -> Option<M> {
        self.inbox.lock().messages.pop_front()
    }

    fn poll_pop(&mut self, cx: &mut Context<'_>) -> Poll<M> {
        let mut queue = self.inbox.lock();
        if let Some(message) = queue.messages.pop_front() {
            return Poll::Ready(message);
        }
        queue.bell = Some(cx.waker().clone());
        Poll::Pending
    }

    fn poll_swap(&mut self, cx: &mut Context<'_>, empty: &mut VecDeque<M>) -> Poll<()> {
        let mut queue = self.inbox.lock();
        if queue.messages.is_empty() {
            queue.bell = Some(cx.waker().clone());
            return Poll::Pending;
        }
        std::mem::swap(&mut queue.messages, empty);
        Poll::Ready(())
    }
}

impl<M> Drop for Arrivals<M> {
    /// Refuses further messages and drops those nobody will read.
    fn drop(&mut self) {
        let mut queue = self.inbox.lock();
        queue.open = false;
        let unread = std::mem::take(&mut queue.messages);
        queue.bell = None;
        drop(queue);
        drop(unread); // outside the lock: a message may own a sender to this very mailbox
    }
}

struct Inbox<M> {
    queue: Mutex<Queue<M>>,
}

struct Queue<M> {
    messages: VecDeque<M>,
    /// Whom to wake on the next message: the owner, when it sleeps.
    bell: Option<Waker>,
    open: bool,
}

impl<M> Inbox<M> {
    fn lock(&self) -> MutexGuard<'_, Queue<M>> {
        // No code that can panic runs under this lock, so what a poisoned one guards is whole.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
