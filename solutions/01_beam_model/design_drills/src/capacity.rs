//! How many players one machine holds, and how many machines a game needs.
//!
//! Two walls stand in the way, and the nearer one counts: memory, and the number of things the system is willing
//! to schedule.
//!
//! Left out: the game itself. A player who moves costs more than a player who waits.

/// What one player costs on a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Bytes that a waiting player holds.
    pub bytes_per_player: u64,
    /// The most that the system will run at once.
    pub most: u64,
}

// ANCHOR: stacks
/// One OS thread for each player: a megabyte of stack, and a limit of the operating system.
pub const THREADS: Stack = Stack { bytes_per_player: 1 << 20, most: 32_000 };

/// One BEAM process for each player: 2.6 kB as measured on OTP 25, and the VM's own default limit.
pub const PROCESSES: Stack = Stack { bytes_per_player: 2_650, most: 262_144 };
// ANCHOR_END: stacks

// ANCHOR: capacity
/// How many players fit on one machine with this much memory.
#[must_use]
pub fn players_that_fit(stack: Stack, memory_bytes: u64) -> u64 {
    // ANCHOR: cut_fits
    (memory_bytes / stack.bytes_per_player).min(stack.most)
    // ANCHOR_END: cut_fits => // TODO: two walls; the nearer one counts
    // ANCHOR_END: cut_fits => let _ = (stack, memory_bytes);
    // ANCHOR_END: cut_fits => todo!("fits: how many players fit")
}

/// How many such machines `players` need.
///
/// # Panics
/// If not even one player fits.
#[must_use]
pub fn machines(players: u64, stack: Stack, memory_bytes: u64) -> u64 {
    // ANCHOR: cut_fits
    players.div_ceil(players_that_fit(stack, memory_bytes))
    // ANCHOR_END: cut_fits => // TODO: the last player needs a machine too
    // ANCHOR_END: cut_fits => let _ = (players, stack, memory_bytes);
    // ANCHOR_END: cut_fits => todo!("fits: how many machines")
}
// ANCHOR_END: capacity
