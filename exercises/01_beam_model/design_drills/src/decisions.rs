//! Your decisions. Each names a design and the figure that decides it.
//!
//! The checks put each decision into your own models. Other answers can be defended in an interview; these three
//! cases are cut so that one figure speaks louder than taste.

/// How the parts of a system are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// Not decided yet.
    Undecided,
    /// An OS thread for each user, data behind locks.
    ThreadsAndLocks,
    /// One program of many processes that send each other messages.
    OneRuntime,
    /// A service for each part, with the network between them.
    Microservices,
    /// One program of processes, and beside it a service for the one thing that does not belong there.
    Hybrid,
}

/// The figure that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Not decided yet.
    Undecided,
    /// How many users fit on a machine.
    Capacity,
    /// How many fall with one.
    BlastRadius,
    /// How long a page takes.
    Hops,
    /// How many gigabits pass through.
    Bandwidth,
}

/// A game: 50,000 players at once, two machines of 16 GiB, a crash must cost one player and not the evening.
pub const GAME: (Design, Because) =
    (Design::Undecided, Because::Undecided); // TODO

/// A shop: four people build it. A page asks twelve parts, one after the other, and must be there in 5 ms.
pub const SHOP: (Design, Because) =
    (Design::Undecided, Because::Undecided); // TODO

/// Live classes: 1,000 rooms of 100, chat and video. A node has a network card of 10 gigabits a second.
pub const CLASS: (Design, Because) =
    (Design::Undecided, Because::Undecided); // TODO
