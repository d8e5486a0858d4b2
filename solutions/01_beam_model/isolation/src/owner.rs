//! State with one owner: a task holds the bank, and whoever wants something sends it a message.
//!
//! When the owner crashes, the half-done bank goes with it, and a new owner starts from a state that is known to be
//! good. That is what a supervisor does; this one watches a single child and counts.
//!
//! Left out: a limit on restarts, and requests that wait while the owner crashes. Chapter: `beam_model`.

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::{Bank, Crash, reason};

/// A request with a way back for its answer: the total after the transfer.
struct Ask {
    n: u32,
    reply: oneshot::Sender<u64>,
}

// ANCHOR: keeper
/// Keeps an owner of the bank alive.
pub struct Keeper {
    mailbox: mpsc::UnboundedSender<Ask>,
    owner: JoinHandle<()>,
    restarts: u32,
}
// ANCHOR_END: keeper

impl Keeper {
    /// Starts the first owner, with a fresh bank.
    #[must_use]
    pub fn start() -> Self {
        let (mailbox, owner) = start_owner();
        Self { mailbox, owner, restarts: 0 }
    }

    /// How often an owner had to be replaced.
    #[must_use]
    pub fn restarts(&self) -> u32 {
        self.restarts
    }

    // ANCHOR: call
    /// Asks the owner for transfer `n`, and returns the total afterwards.
    ///
    /// # Errors
    /// The crash of the owner over this request. A new owner is in place when this returns.
    pub async fn call(&mut self, n: u32) -> Result<u64, Crash> {
        // ANCHOR: cut_owner
        let (reply, answer) = oneshot::channel();
        // A mailbox whose owner has died drops the request, and with it the reply.
        let _ = self.mailbox.send(Ask { n, reply });
        if let Ok(total) = answer.await {
            return Ok(total);
        }
        let (mailbox, owner) = start_owner();
        let dead = std::mem::replace(&mut self.owner, owner);
        self.mailbox = mailbox;
        self.restarts += 1;
        let reason = dead.await.map_or_else(reason, |()| "left".to_owned());
        Err(Crash { request: n, reason })
        // ANCHOR_END: cut_owner => // step: send an `Ask` with one end of a `oneshot` channel, wait at the other end
        // ANCHOR_END: cut_owner => // step: an error there means that the owner crashed with our reply in its hands: start another one,
        // ANCHOR_END: cut_owner => // count it, and tell the caller; `reason(error)` of the dead owner's handle has the words
        // ANCHOR_END: cut_owner => let _ = (n, &self.mailbox, &mut self.owner, &mut self.restarts, oneshot::channel::<u64>(), reason);
        // ANCHOR_END: cut_owner => todo!("owner: ask, and replace an owner that crashed")
    }
    // ANCHOR_END: call
}

// ANCHOR: own
/// The life of an owner: it alone touches the bank, one request after another. (Given.)
async fn own(mut bank: Bank, mut mailbox: mpsc::UnboundedReceiver<Ask>) {
    while let Some(Ask { n, reply }) = mailbox.recv().await {
        bank.transfer(n);
        let _ = reply.send(bank.total()); // a client that has gone away is no reason to stop
    }
}
// ANCHOR_END: own

fn start_owner() -> (mpsc::UnboundedSender<Ask>, JoinHandle<()>) {
    let (sender, mailbox) = mpsc::unbounded_channel();
    (sender, tokio::spawn(own(Bank::default(), mailbox)))
}
