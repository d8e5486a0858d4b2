//! Who is started, in which order, and who comes back with whom.
//!
//! The server relies on the keeper, and not the other way round. When the server crashes, it comes back alone, and gets
//! its table. When the keeper ends, the server must go too: its table has lost the heir, and the name is still taken.
//!
//! Source: OTP, `supervisor`, "rest_for_one". Chapter: `tables`.

use supervisor::{ChildSpec, Flags, Options, Strategy};
use table::Tables;

use crate::client::SCORES;
use crate::keeper::{KEEPER, Keeper};
use crate::scores::Scores;

// ANCHOR: tree
/// The children of the supervisor, in the order in which they start.
#[must_use]
pub fn children(tables: &Tables) -> Vec<ChildSpec> {
    let scores = ChildSpec::server::<Scores>(SCORES, tables.clone(), Options::named(SCORES));
    // ANCHOR: cut_tree
    let keeper = ChildSpec::server::<Keeper>(KEEPER, tables.clone(), Options::named(KEEPER));
    vec![keeper, scores]
    // ANCHOR_END: cut_tree => // TODO tree: the keeper is a child, too. Who relies on whom?
    // ANCHOR_END: cut_tree => let _: (&str, Option<Keeper>) = (KEEPER, None);
    // ANCHOR_END: cut_tree => vec![scores]
}

/// How the supervisor restarts them.
#[must_use]
pub fn flags() -> Flags {
    // ANCHOR: cut_tree
    Flags { strategy: Strategy::RestForOne, ..Flags::default() }
    // ANCHOR_END: cut_tree => // TODO tree: by default, whoever ends comes back alone
    // ANCHOR_END: cut_tree => let _ = Strategy::RestForOne;
    // ANCHOR_END: cut_tree => Flags::default()
}
// ANCHOR_END: tree
