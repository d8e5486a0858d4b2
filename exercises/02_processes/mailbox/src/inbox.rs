//! The road into a mailbox: a queue with a bell. Senders put messages at its end; the owner empties it.
//!
//! It costs nothing until the first message arrives, because a million idle processes each have one.
//!
//! Left out: a limit. A mailbox of the BEAM has none either; backpressure has a page of its own.
//! Source: Erlang Reference Manual, "Processes", "Receiving Signals".

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::Mailbox;

/// Makes a mailbox and the first handle that sends to it.
#[must_use]
pub fn mailbox<M>() -> (Sender<M>, Mailbox<M>) {
    let inbox =
        Arc::new(Inbox { queue: Mutex::new(Queue { messages: VecDeque::new(), bell: None, open: true }) });
    (Sender { inbox: Arc::clone(&inbox) }, Mailbox::new(inbox))
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

pub(crate) struct Inbox<M> {
    queue: Mutex<Queue<M>>,
}

struct Queue<M> {
    messages: VecDeque<M>,
    /// Whom to wake on the next message: the owner, when it sleeps.
    bell: Option<Waker>,
    open: bool,
}

impl<M> Inbox<M> {
    /// Takes the oldest message that has arrived.
    pub(crate) fn pop(&self) -> Option<M> {
        self.lock().messages.pop_front()
    }

    /// Takes the oldest message that has arrived, or asks to be woken by the next one.
    pub(crate) fn poll_pop(&self, cx: &mut Context<'_>) -> Poll<M> {
        let mut queue = self.lock();
        if let Some(message) = queue.messages.pop_front() {
            return Poll::Ready(message);
        }
        queue.bell = Some(cx.waker().clone());
        Poll::Pending
    }

    /// Exchanges everything that has arrived with `empty`, without moving a message.
    pub(crate) fn swap(&self, empty: &mut VecDeque<M>) {
        std::mem::swap(&mut self.lock().messages, empty);
    }

    /// Refuses further messages and drops those nobody will read.
    pub(crate) fn close(&self) {
        let mut queue = self.lock();
        queue.open = false;
        let unread = std::mem::take(&mut queue.messages);
        queue.bell = None;
        drop(queue);
        drop(unread); // outside the lock: a message may own a sender to this very mailbox
    }

    fn lock(&self) -> MutexGuard<'_, Queue<M>> {
        // No code that can panic runs under this lock, so what a poisoned one guards is whole.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
