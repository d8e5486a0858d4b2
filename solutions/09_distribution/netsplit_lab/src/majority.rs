//! Who may go on: one side at most.
//!
//! Two groups that each have more than half of the same members share one. That is all there is to it, and all that is
//! built on it.
//!
//! Source: RabbitMQ, "pause_minority". Chapter: `distribution`.

use std::collections::BTreeSet;

use term::Atom;

// ANCHOR: majority
/// Whether more than half of the members are on this island. Whoever is no member has no vote.
#[must_use]
pub fn has_majority(members: &BTreeSet<Atom>, island: &[Atom]) -> bool {
    // ANCHOR: cut_majority
    let votes = island.iter().filter(|node| members.contains(node)).count();
    votes * 2 > members.len()
    // ANCHOR_END: cut_majority => // TODO majority: of all members, not of those who are there
    // ANCHOR_END: cut_majority => todo!("majority: {island:?} of {members:?}")
}
// ANCHOR_END: majority
