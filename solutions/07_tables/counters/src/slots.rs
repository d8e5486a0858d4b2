//! Counters without a table: a fixed number of slots, to which the processor itself adds.
//!
//! They have no owner: they live as long as somebody holds a clone. There are no keys either, and no more slots than
//! at the beginning.
//!
//! `Relaxed` is enough: each slot is exact by itself. What it leaves open is the order relative to other memory, and
//! nothing here is read because a slot has changed.
//!
//! Left out: signed slots, and a copy for each core (`:counters` with `write_concurrency`).
//! Source: OTP, `atomics`. Chapter: `tables`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

/// Numbered counters of 64 bits. Clones are the same slots.
#[derive(Clone, Debug)]
pub struct Slots(Arc<[AtomicU64]>);

/// There is no such slot: the first one is 1. (On the BEAM: `badarg`.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no slot {index}: there are {slots}, and the first one is 1")]
#[expect(missing_docs, reason = "which one, of how many")]
pub struct SlotError {
    pub index: usize,
    pub slots: usize,
}

// ANCHOR: slots
impl Slots {
    /// Adds to a slot, and says what it holds then. Beyond the largest number it goes on at 0.
    ///
    /// # Errors
    /// When there is no such slot.
    pub fn add_get(&self, index: usize, more: u64) -> Result<u64, SlotError> {
        let slot = self.slot(index)?;
        // ANCHOR: cut_slots
        Ok(slot.fetch_add(more, Ordering::Relaxed).wrapping_add(more))
        // ANCHOR_END: cut_slots => // TODO slots: one operation of `AtomicU64` adds; it answers what was there *before*
        // ANCHOR_END: cut_slots => let _ = (slot, more, Ordering::Relaxed);
        // ANCHOR_END: cut_slots => todo!("slots: add")
    }

    /// Writes `new`, if `expected` is there; otherwise says what is.
    ///
    /// # Errors
    /// When there is no such slot.
    pub fn compare_exchange(
        &self,
        index: usize,
        expected: u64,
        new: u64,
    ) -> Result<Result<(), u64>, SlotError> {
        let done = self.slot(index)?.compare_exchange(expected, new, Ordering::Relaxed, Ordering::Relaxed);
        Ok(done.map(|_| ()))
    }
    // ANCHOR_END: slots

    // ANCHOR: take
    /// Takes one, if fewer than `limit` are taken; says how many are left, or that there are none.
    ///
    /// # Errors
    /// When there is no such slot.
    pub fn take(&self, index: usize, limit: u64) -> Result<Option<u64>, SlotError> {
        // ANCHOR: cut_slots
        let mut taken = self.get(index)?;
        while taken < limit {
            match self.compare_exchange(index, taken, taken + 1)? {
                Ok(()) => return Ok(Some(limit - taken - 1)),
                Err(now) => taken = now,
            }
        }
        Ok(None)
        // ANCHOR_END: cut_slots => // TODO slots: `compare_exchange`, and if somebody was faster, look again
        // ANCHOR_END: cut_slots => let _ = (index, limit);
        // ANCHOR_END: cut_slots => todo!("slots: take one of a limit")
    }
    // ANCHOR_END: take

    /// So many slots, all at 0.
    #[must_use]
    pub fn new(slots: usize) -> Self {
        Self((0..slots).map(|_| AtomicU64::new(0)).collect())
    }

    /// What a slot holds.
    ///
    /// # Errors
    /// When there is no such slot.
    pub fn get(&self, index: usize) -> Result<u64, SlotError> {
        Ok(self.slot(index)?.load(Ordering::Relaxed))
    }

    /// Writes a slot, whatever was there.
    ///
    /// # Errors
    /// When there is no such slot.
    pub fn put(&self, index: usize, value: u64) -> Result<(), SlotError> {
        self.slot(index)?.store(value, Ordering::Relaxed);
        Ok(())
    }

    fn slot(&self, index: usize) -> Result<&AtomicU64, SlotError> {
        let slots = self.0.len();
        index.checked_sub(1).and_then(|at| self.0.get(at)).ok_or(SlotError { index, slots })
    }
}
