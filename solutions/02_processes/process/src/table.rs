//! The process table: slots that are found by arithmetic, each behind a lock of its own.
//!
//! Slots stand in chunks that never move, so a lookup takes no lock but that of the slot. A slot is used again
//! late (a thousand others end before) and with a new serial, so an old pid never reaches a new process.
//!
//! Source: "Erlang Run-Time System, Process Table"; the idea is that of `erts/emulator/beam/erl_ptab.c`.

use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::gate::{Gate, Phase};
use crate::{Pid, Ref};

/// Slots in the first chunk; each later chunk has twice as many, up to `LARGEST`.
const FIRST: u32 = 64;
/// Chunks that grow: 64, 128, … 65,536 slots.
const GROWING: u32 = 11;
const LARGEST: u32 = FIRST << (GROWING - 1);
/// Slots in all growing chunks together.
const GROWN: u32 = FIRST * ((1 << GROWING) - 1);
/// Chunks of the largest size that may follow: 16.7 million processes.
const FURTHER: u32 = 256;
/// How many slots wait before the one that waits longest is used again.
const QUARANTINE: usize = 1024;

pub(crate) struct Table {
    chunks: Box<[OnceLock<Arc<[Slot]>>]>,
    /// The first slot that was never used. Slot 0 is `Pid::OUTSIDE`.
    fresh: AtomicU32,
    ended: Mutex<VecDeque<Pid>>,
    waiting: AtomicUsize,
    alive: AtomicUsize,
}

pub(crate) struct Slot {
    /// Says without the lock that the process must end.
    stopping: AtomicBool,
    /// The reference of the reply that the process waits for; 0 when it waits for none.
    reply: AtomicU64,
    /// How many messages the process has taken over from the gate and not received yet.
    held: AtomicUsize,
    gate: Mutex<Gate>,
}

/// A slot that was looked up once. A process looks into its own several times for each message.
pub(crate) struct Seat {
    chunk: Arc<[Slot]>,
    place: usize,
}

impl Deref for Seat {
    type Target = Slot;

    fn deref(&self) -> &Slot {
        &self.chunk[self.place]
    }
}

impl Slot {
    fn new() -> Self {
        let gate = Mutex::new(Gate::unused());
        Self { stopping: AtomicBool::new(false), reply: AtomicU64::new(0), held: AtomicUsize::new(0), gate }
    }

    /// The process holds so many messages that it has not received yet.
    pub(crate) fn holds(&self, messages: usize) {
        self.held.store(messages, Ordering::Relaxed);
    }

    pub(crate) fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    /// The process begins to wait for this reply.
    pub(crate) fn expect_reply(&self, reference: Ref) {
        self.reply.store(reference.0, Ordering::Release);
    }

    /// Whether the process still waits for it.
    pub(crate) fn expects_reply(&self, reference: Ref) -> bool {
        self.reply.load(Ordering::Acquire) == reference.0
    }

    /// The reply has come, or will not be waited for any more. The first to say so gets `true`.
    pub(crate) fn accept_reply(&self, reference: Ref) -> bool {
        self.reply.compare_exchange(reference.0, 0, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }

    /// Whether an exit signal has decided that the process must end.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    /// Does something with the gate, whoever it belongs to.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Gate) -> T) -> T {
        let mut gate = self.lock();
        let result = act(&mut gate);
        self.publish(&gate);
        result
    }

    fn lock(&self) -> MutexGuard<'_, Gate> {
        // No code of a process runs under this lock, so what a poisoned one guards is whole.
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self, gate: &Gate) {
        if matches!(gate.phase, Phase::Stopping(_)) {
            self.stopping.store(true, Ordering::Release);
        }
    }
}

impl Table {
    pub(crate) fn new() -> Self {
        Self {
            chunks: (0..GROWING + FURTHER).map(|_| OnceLock::new()).collect(),
            fresh: AtomicU32::new(1),
            ended: Mutex::default(),
            waiting: AtomicUsize::new(0),
            alive: AtomicUsize::new(0),
        }
    }

    /// Opens a slot for a new process.
    ///
    /// # Panics
    /// When there are 16.7 million processes: `system_limit`.
    pub(crate) fn open(&self) -> Pid {
        self.alive.fetch_add(1, Ordering::Relaxed);
        let pid = match self.used_slot() {
            Some(old) => Pid::local(old.id(), old.serial().wrapping_add(1)),
            None => {
                let id = self.fresh.fetch_add(1, Ordering::Relaxed);
                assert!(id < GROWN + FURTHER * LARGEST, "system_limit: too many processes");
                Pid::local(id, 0)
            }
        };
        let slot = self.slot(pid);
        slot.stopping.store(false, Ordering::Relaxed);
        slot.reply.store(0, Ordering::Relaxed);
        slot.with(|gate| *gate = Gate { serial: pid.serial(), phase: Phase::Alive, ..Gate::unused() });
        pid
    }

    /// Gives back the slot of a process that has ended.
    pub(crate) fn close(&self, pid: Pid) {
        self.alive.fetch_sub(1, Ordering::Relaxed);
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.push_back(pid);
        self.waiting.store(ended.len(), Ordering::Relaxed);
    }

    fn used_slot(&self) -> Option<Pid> {
        if self.waiting.load(Ordering::Relaxed) <= QUARANTINE {
            return None;
        }
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = if ended.len() > QUARANTINE { ended.pop_front() } else { None };
        self.waiting.store(ended.len(), Ordering::Relaxed);
        oldest
    }

    /// How many processes there are.
    pub(crate) fn alive(&self) -> usize {
        self.alive.load(Ordering::Relaxed)
    }

    /// The slot of a local pid.
    pub(crate) fn slot(&self, pid: Pid) -> &Slot {
        let (chunk, place) = locate(pid.id());
        &self.chunk(chunk)[place]
    }

    /// The slot of a local pid, to keep.
    pub(crate) fn seat(&self, pid: Pid) -> Seat {
        let (chunk, place) = locate(pid.id());
        Seat { chunk: Arc::clone(self.chunk(chunk)), place }
    }

    fn chunk(&self, chunk: usize) -> &Arc<[Slot]> {
        self.chunks[chunk].get_or_init(|| (0..size(chunk)).map(|_| Slot::new()).collect())
    }

    /// Does something with the gate of a process that has not ended; `None` when it has.
    pub(crate) fn with<T>(&self, pid: Pid, act: impl FnOnce(&mut Gate) -> T) -> Option<T> {
        if !pid.is_local() {
            return None;
        }
        self.slot(pid).with(|gate| is_present(gate, pid).then(|| act(gate)))
    }

    /// The same for two different processes at once; the second may have ended.
    pub(crate) fn with_both<T>(
        &self,
        first: Pid,
        second: Pid,
        act: impl FnOnce(&mut Gate, Option<&mut Gate>) -> T,
    ) -> Option<T> {
        if !second.is_local() || first.id() == second.id() {
            return self.with(first, |gate| act(gate, None)); // a slot used again: its old process is gone
        }
        // Whoever takes two locks takes that of the lower slot first.
        let (one, two) = (self.slot(first), self.slot(second));
        let (mut mine, mut theirs);
        if first.id() < second.id() {
            mine = one.lock();
            theirs = two.lock();
        } else {
            theirs = two.lock();
            mine = one.lock();
        }
        if !is_present(&mine, first) {
            return None;
        }
        let other = is_alive(&theirs, second).then_some(&mut *theirs);
        let result = act(&mut mine, other);
        one.publish(&mine);
        two.publish(&theirs);
        Some(result)
    }

    /// Every process that is alive, in the order of the slots.
    pub(crate) fn pids(&self) -> Vec<Pid> {
        let used = self.fresh.load(Ordering::Relaxed);
        let pid = |id| {
            self.slot(Pid::local(id, 0)).with(|gate| gate.is_alive().then(|| Pid::local(id, gate.serial)))
        };
        (1..used).filter_map(pid).collect()
    }
}

fn is_present(gate: &Gate, pid: Pid) -> bool {
    gate.serial == pid.serial() && !matches!(gate.phase, Phase::Ended(_))
}

fn is_alive(gate: &Gate, pid: Pid) -> bool {
    gate.serial == pid.serial() && gate.is_alive()
}

/// Chunk and place of a slot.
fn locate(id: u32) -> (usize, usize) {
    let (chunk, place) = if id < GROWN {
        let chunk = (id / FIRST + 1).ilog2();
        (chunk, id - FIRST * ((1 << chunk) - 1))
    } else {
        (GROWING + (id - GROWN) / LARGEST, (id - GROWN) % LARGEST)
    };
    (chunk as usize, place as usize)
}

fn size(chunk: usize) -> u32 {
    u32::try_from(chunk).map_or(LARGEST, |chunk| FIRST << chunk.min(GROWING - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_fill_each_chunk_and_go_on_in_the_next() {
        assert_eq!(locate(0), (0, 0));
        assert_eq!(locate(63), (0, 63));
        assert_eq!(locate(64), (1, 0));
        assert_eq!(locate(64 + 127), (1, 127));
        assert_eq!(locate(GROWN - 1), (10, 65_535));
        assert_eq!(locate(GROWN), (11, 0));
        assert_eq!(locate(GROWN + LARGEST), (12, 0));
    }

    #[test]
    fn every_place_is_inside_its_chunk() {
        for id in (0..400_000).step_by(7) {
            let (chunk, place) = locate(id);
            assert!(place < size(chunk) as usize, "slot {id}");
        }
    }

    #[test]
    fn a_slot_is_used_again_with_a_new_serial_and_late() {
        let table = Table::new();
        let first = table.open();
        table.close(first);
        for _ in 0..QUARANTINE {
            let next = table.open();
            assert_ne!(next.id(), first.id());
            table.close(next);
        }
        let again = table.open();
        assert_eq!((again.id(), again.serial()), (first.id(), 1));
    }
}
