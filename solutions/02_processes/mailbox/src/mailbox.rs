//! The mailbox as its owner sees it: it takes the oldest message that fits, and leaves the others as they lie.
//!
//! A receive looks from the front, takes the first match and closes the gap. When nothing matches it waits,
//! and looks only at what arrives meanwhile.
//!
//! Source: Erlang Reference Manual, "Expressions", "Receive". Chapter: `processes`.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::time::Duration;

use crate::inbox::{Arrivals, Road};

// ANCHOR: mailbox
/// The messages of one process.
pub struct Mailbox<M, R = Arrivals<M>> {
    /// Arrived and refused by an earlier look, oldest first: the save queue.
    saved: VecDeque<M>,
    /// Arrived and not looked at yet.
    arriving: R,
}
// ANCHOR_END: mailbox

impl<M, R: Road<M>> Mailbox<M, R> {
    /// An empty mailbox at the end of a road.
    pub fn new(arriving: R) -> Self {
        Self { saved: VecDeque::new(), arriving }
    }

    // ANCHOR: take
    /// Takes the oldest saved message that matches and closes the gap. The others keep their order.
    pub fn take(&mut self, mut matches: impl FnMut(&M) -> bool) -> Option<M> {
        // ANCHOR: cut_take
        let oldest = self.saved.iter().position(&mut matches)?;
        self.saved.remove(oldest)
        // ANCHOR_END: cut_take => // TODO: find the oldest message for which `matches` says yes, and take it out
        // ANCHOR_END: cut_take => let _ = (&mut matches, &mut self.saved);
        // ANCHOR_END: cut_take => todo!("take: the oldest match leaves, the others keep their order")
    }
    // ANCHOR_END: take

    // ANCHOR: receive
    /// Takes the oldest message that matches, and waits until one arrives.
    ///
    /// Dropping the future loses nothing: what it has refused lies in the save queue.
    pub async fn receive_where(&mut self, mut matches: impl FnMut(&M) -> bool) -> M {
        // ANCHOR: cut_receive
        if let Some(message) = self.take(&mut matches) {
            return message;
        }
        loop {
            let message = self.next_arrival().await;
            if matches(&message) {
                return message;
            }
            self.saved.push_back(message);
        }
        // ANCHOR_END: cut_receive => // TODO: first what is saved, then what arrives; `self.next_arrival().await` waits for one message
        // ANCHOR_END: cut_receive => let _ = &mut matches;
        // ANCHOR_END: cut_receive => todo!("receive: look at what is saved, then at each arrival once")
    }
    // ANCHOR_END: receive

    // ANCHOR: timeout
    /// The same, for `limit` at most; `None` when nothing matched in time. A limit of zero does not wait,
    /// but looks through everything that lies in the mailbox.
    pub async fn receive_where_timeout(
        &mut self,
        limit: Duration,
        mut matches: impl FnMut(&M) -> bool,
    ) -> Option<M> {
        // ANCHOR: cut_after
        if limit.is_zero() {
            self.collect();
            return self.take(matches);
        }
        tokio::time::timeout(limit, self.receive_where(&mut matches)).await.ok()
        // ANCHOR_END: cut_after => // TODO: `tokio::time::timeout` gives up after `limit`; think about what a limit of zero must still do
        // ANCHOR_END: cut_after => let _ = (limit, &mut matches);
        // ANCHOR_END: cut_after => todo!("after: give up after the limit, and leave the mailbox as it was")
    }
    // ANCHOR_END: timeout

    /// Like [`Mailbox::receive_where`], with a pattern that says what to keep of the message it accepts.
    pub async fn receive<T>(&mut self, mut pattern: impl FnMut(&M) -> Option<T>) -> T {
        let mut kept = None;
        self.receive_where(|message| {
            kept = pattern(message);
            kept.is_some()
        })
        .await;
        kept.expect("a pattern that matched has kept something")
    }

    /// Like [`Mailbox::receive_where_timeout`], with such a pattern.
    pub async fn receive_timeout<T>(
        &mut self,
        limit: Duration,
        mut pattern: impl FnMut(&M) -> Option<T>,
    ) -> Option<T> {
        let mut kept = None;
        let matches = |message: &M| {
            kept = pattern(message);
            kept.is_some()
        };
        self.receive_where_timeout(limit, matches).await?;
        kept
    }

    /// Everything in the mailbox, oldest first, for a look from outside.
    pub fn messages(&mut self) -> impl Iterator<Item = &M> {
        self.collect();
        self.saved.iter()
    }

    /// Takes the front, whatever it is: what a server that handles everything in order asks for.
    pub async fn next(&mut self) -> M {
        if self.saved.is_empty() {
            poll_fn(|cx| self.arriving.poll_swap(cx, &mut self.saved)).await;
        }
        self.saved.pop_front().expect("whoever waits for messages has one then")
    }

    /// Puts a message behind those that were refused before, for a receive that is built elsewhere.
    pub fn save(&mut self, message: M) {
        self.saved.push_back(message);
    }

    /// The road, for its builder.
    pub fn road(&mut self) -> &mut R {
        &mut self.arriving
    }

    /// Moves everything that has arrived behind what is saved.
    fn collect(&mut self) {
        while let Some(message) = self.arriving.pop() {
            self.saved.push_back(message);
        }
    }

    /// Waits for one message from the road; does not look at the save queue.
    async fn next_arrival(&mut self) -> M {
        poll_fn(|cx| self.arriving.poll_pop(cx)).await
    }
}
