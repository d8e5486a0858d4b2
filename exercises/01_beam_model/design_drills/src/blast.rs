//! How many players fall when some of them crash: the blast radius of a design.
//!
//! Left out: who comes back. That is the work of supervisors.
//! Source: Erlang Reference Manual, "Processes", "Error Handling".

use std::collections::BTreeSet;

/// What the players share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// Everything: one address space, one failure.
    SharedMemory,
    /// Nothing: a process each.
    Isolated,
    /// A process each, linked with the others of their room. Players 0 to `size - 1` are in the first room.
    Linked {
        /// Players in a room.
        size: u64,
    },
}

/// How many of `players` (numbered from 0) are gone after those in `crashed` have crashed.
#[must_use]
pub fn fallen(players: u64, isolation: Isolation, crashed: &[u64]) -> u64 {
    // TODO: one arm for each kind of isolation; a room that has fallen cannot fall again
    let _ = (players, isolation, crashed, BTreeSet::<u64>::new());
    todo!("blast_radius: how many fall")
}
