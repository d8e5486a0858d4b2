//! What "who sees whom" means: one cluster, islands, or clusters that overlap.
//!
//! Sight is not transitive: `a` may see `b`, `b` see `c`, and `a` not see `c`. Everything that asks "all nodes I know"
//! then asks other nodes on `a` than on `c`, and each gets its yes.
//!
//! Source: OTP, `global`, "prevent_overlapping_partitions". Chapter: `distribution`.

use std::fmt;

use term::Atom;

use crate::sight::{Sight, short};

/// How it stands with all nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Groups of nodes between which nobody sees anybody.
    pub islands: Vec<Vec<Atom>>,
    /// Two nodes of one island that do not see each other, each pair once.
    pub torn: Vec<(Atom, Atom)>,
}

impl Verdict {
    /// Reads who sees whom.
    #[must_use]
    pub fn of(sight: &Sight) -> Self {
        let islands = islands(sight);
        let torn = torn(sight, &islands);
        Self { islands, torn }
    }

    /// The island of a node.
    #[must_use]
    pub fn island_of(&self, node: Atom) -> &[Atom] {
        self.islands.iter().find(|island| island.contains(&node)).map_or(&[], Vec::as_slice)
    }
}

// ANCHOR: islands
/// The islands, each in order and by its first node: whoever sees somebody, or is seen by somebody, is on the same
/// island, and so is whoever these see, and so on.
#[must_use]
pub fn islands(sight: &Sight) -> Vec<Vec<Atom>> {
    let mut islands: Vec<Vec<Atom>> = Vec::new();
    for node in sight.nodes() {
        // ANCHOR: cut_islands
        let touches = |other: &Atom| sight.sees(node, *other) || sight.sees(*other, node);
        let (near, far): (Vec<_>, Vec<_>) =
            islands.into_iter().partition(|island| island.iter().any(touches));
        let mut island = near.concat();
        island.push(node);
        islands = far;
        islands.push(island);
        // ANCHOR_END: cut_islands => // TODO islands: `node` may belong to none of the islands so far, to one, or to several, which are one from now on
        // ANCHOR_END: cut_islands => let _ = node;
        // ANCHOR_END: cut_islands => todo!("islands: where does this node belong?");
    }
    islands.iter_mut().for_each(|island| island.sort_unstable());
    islands.sort_unstable();
    islands
}
// ANCHOR_END: islands

// ANCHOR: torn
/// The pairs of one island that do not see each other, or of which only one sees the other.
#[must_use]
pub fn torn(sight: &Sight, islands: &[Vec<Atom>]) -> Vec<(Atom, Atom)> {
    let mut torn = Vec::new();
    for island in islands {
        // ANCHOR: cut_torn
        for (at, a) in island.iter().enumerate() {
            for b in &island[at + 1..] {
                if !sight.meet(*a, *b) {
                    torn.push((*a, *b));
                }
            }
        }
        // ANCHOR_END: cut_torn => // TODO torn: each pair of this island once, the lesser node first, if the two do not `meet`
        // ANCHOR_END: cut_torn => let _ = (sight, island, &mut torn, Sight::meet);
        // ANCHOR_END: cut_torn => todo!("torn: which pairs?");
    }
    torn
}
// ANCHOR_END: torn

/// `whole: a b c`, `split: a | b c` or `overlap: a b c; a and c do not see each other`.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |island: &Vec<Atom>| island.iter().copied().map(short).collect::<Vec<_>>().join(" ");
        let islands = self.islands.iter().map(names).collect::<Vec<_>>().join(" | ");
        match (self.torn.is_empty(), self.islands.len()) {
            (true, 0 | 1) => write!(f, "whole: {islands}"),
            (true, _) => write!(f, "split: {islands}"),
            (false, _) => {
                write!(f, "overlap: {islands}")?;
                let mut torn = self.torn.iter();
                torn.try_for_each(|(a, b)| {
                    write!(f, "; {} and {} do not see each other", short(*a), short(*b))
                })
            }
        }
    }
}
