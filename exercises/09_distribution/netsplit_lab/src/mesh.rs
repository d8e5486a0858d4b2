//! No overlaps: whoever loses a node says so, and those who still see that node let go of it.
//!
//! What is left are islands in which everybody sees everybody. The price is paid by nodes that nobody has cut off:
//! whoever has lost somebody may have to leave the others too.
//!
//! Left out: a report is not passed on (in `global` it is, and ends because everybody remembers it), and a newcomer that
//! cannot reach all of us is let in (OTP counts a failed attempt as a loss).
//! Source: OTP, `global`, "prevent_overlapping_partitions"; its `lost_connection` and `remove_connection`.
//! Chapter: `distribution`.

mod words;

use std::collections::BTreeSet;

use term::Atom;

pub use self::words::{Action, Event, Prevent, Word};

/// What a node knows of its connections.
#[derive(Clone, Debug)]
pub struct Mesh {
    me: Atom,
    prevent: Prevent,
    /// Whom we see, and mean to go on seeing.
    up: BTreeSet<Atom>,
    /// Of whom we have let go, or who of us: the end of this connection is no loss.
    leaving: BTreeSet<Atom>,
}

impl Mesh {
    /// A node that sees nobody yet.
    #[must_use]
    pub fn new(me: Atom, prevent: Prevent) -> Self {
        Self { me, prevent, up: BTreeSet::new(), leaving: BTreeSet::new() }
    }

    /// A connection has ended.
    fn down(&mut self, node: Atom) -> Vec<Action> {
        self.up.remove(&node);
        let expected = self.leaving.remove(&node);
        // TODO mesh: everybody we still see hears of the loss. And if we `expected` the end?
        let _ = expected;
        todo!("mesh: who is told that {node:?} is lost?")
    }

    /// `by`, whom we see, has lost a node.
    fn told_of_loss(&mut self, by: Atom, lost: Atom) -> Vec<Action> {
        // TODO mesh: who leaves us, if we still see it (it may be that we are the one who was lost)?
        // It goes from `up` to `leaving`, and is told to `Leave`
        let _ = (self.me, by, lost);
        todo!("mesh: {by:?} has lost {lost:?}")
    }

    /// `by` wants us to leave.
    fn told_to_leave(&mut self, by: Atom) -> Vec<Action> {
        self.up.remove(&by);
        self.leaving.insert(by);
        vec![Action::Disconnect(by)]
    }
}

/// Takes one event and says what follows from it.
#[must_use]
pub fn step(mesh: &mut Mesh, event: Event) -> Vec<Action> {
    if mesh.prevent == Prevent::No {
        return Vec::new();
    }
    match event {
        Event::Up(node) => {
            mesh.leaving.remove(&node);
            mesh.up.insert(node);
            Vec::new()
        }
        Event::Down(node) => mesh.down(node),
        Event::Told { by, word: Word::Lost(lost) } => mesh.told_of_loss(by, lost),
        Event::Told { by, word: Word::Leave } => mesh.told_to_leave(by),
    }
}
