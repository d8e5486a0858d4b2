//! One bank behind one lock. A panic under the lock leaves it *poisoned*: a warning that the state may be half done.
//!
//! Source: std, `Mutex`, "Poisoning". Chapter: `beam_model`.

use std::sync::Mutex;
use std::thread;

use crate::Bank;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served {
    /// Done.
    Answered,
    /// It crashed.
    Crashed,
    /// Not even tried: the state cannot be trusted any more.
    Refused,
}

/// The bank cannot be audited: somebody crashed in the middle of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfDone;

// ANCHOR: serve_shared
/// Serves request `n` on a thread of its own. Its panic ends that thread and no other.
pub fn serve_shared(bank: &Mutex<Bank>, n: u32) -> Served {
    // ANCHOR: cut_locks
    let transfer = || {
        let Ok(mut bank) = bank.lock() else { return Served::Refused };
        bank.transfer(n);
        Served::Answered
    };
    thread::scope(|threads| threads.spawn(transfer).join()).unwrap_or(Served::Crashed)
    // ANCHOR_END: cut_locks => // TODO: `thread::scope(|threads| threads.spawn(…).join())` says `Err` where the thread panicked; inside,
    // ANCHOR_END: cut_locks => // lock the bank and `transfer(n)`. What does a poisoned lock say about the two accounts?
    // ANCHOR_END: cut_locks => let _ = (bank, n, thread::current());
    // ANCHOR_END: cut_locks => todo!("locks: serve one request under the lock")
}
// ANCHOR_END: serve_shared

// ANCHOR: audit
/// The money in the bank.
///
/// # Errors
/// When somebody crashed while holding the lock: the sum would be a number that means nothing.
pub fn audit(bank: &Mutex<Bank>) -> Result<u64, HalfDone> {
    // ANCHOR: cut_locks
    bank.lock().map(|bank| bank.total()).map_err(|_poisoned| HalfDone)
    // ANCHOR_END: cut_locks => // TODO
    // ANCHOR_END: cut_locks => let _ = bank;
    // ANCHOR_END: cut_locks => todo!("locks: the total, if it can be trusted")
}
// ANCHOR_END: audit
