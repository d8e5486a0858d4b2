//! Two nodes compare their names: what each of them has to change.
//!
//! Both see both lists. What is missing, each takes for itself. Where two processes have the name, one of the two
//! nodes decides, the one whose name is less, and tells the other: if both decided, each might decide for itself.
//!
//! Source: OTP, `global`. Chapter: `distribution`.

use term::Atom;

use crate::names::Names;
use crate::resolver::{Effect, Rules};
use crate::words::{Entry, Op};

// ANCHOR: compared
/// What came out.
#[derive(Debug, Default)]
pub struct Compared {
    /// What this node does.
    pub here: Vec<Op>,
    /// What the other node is told to do.
    pub there: Vec<Op>,
    /// What the processes that had the same name get to feel.
    pub effects: Vec<Effect>,
}
// ANCHOR_END: compared

// ANCHOR: compare
/// Compares the names of the node `other` with those of this node, `own`.
#[must_use]
pub fn compare(names: &Names, own: Atom, rules: &Rules, other: Atom, his: &[Entry]) -> Compared {
    let mut all = Compared::default();
    for theirs in his {
        // ANCHOR: cut_exchange
        match names.entry(&theirs.name) {
            None => all.here.push(Op::Insert(theirs.clone())),
            Some(ours) if ours.process == theirs.process || own > other => {}
            Some(ours) => {
                let settled = settle(rules, theirs, ours);
                all.here.extend(settled.here);
                all.there.extend(settled.there);
                all.effects.extend(settled.effects);
            }
        }
        // ANCHOR_END: cut_exchange => // TODO exchange: unknown here; the same process; another process, and it is for us (`own`, `other`) to
        // ANCHOR_END: cut_exchange => // `settle` that, or not
        // ANCHOR_END: cut_exchange => let _ = (theirs, names, own, rules, other, &mut all, settle, |s: Settled| (s.here, s.there, s.effects));
        // ANCHOR_END: cut_exchange => todo!("exchange: one name of the other node")
    }
    all
}
// ANCHOR_END: compare

/// What two nodes do, each for itself, about one name that both have.
struct Settled {
    here: Option<Op>,
    there: Option<Op>,
    effects: Vec<Effect>,
}

// ANCHOR: settle
/// Two processes have the name: `ours` here, `his` there. Our resolver is asked.
fn settle(rules: &Rules, his: &Entry, ours: &Entry) -> Settled {
    let Some(ruling) = ours.resolver.ask(rules, &ours.name, his.process, ours.process) else {
        // Nobody here can say: as in OTP, where this call would have failed, his process keeps the name.
        return Settled { here: Some(Op::Insert(his.clone())), there: None, effects: Vec::new() };
    };
    // ANCHOR: cut_conflict
    let (here, there) = match ruling.keep {
        Some(process) if process == his.process => (Some(Op::Insert(his.clone())), None),
        Some(process) if process == ours.process => (None, Some(Op::Insert(ours.clone()))),
        _ => (Some(Op::Delete(ours.name.clone())), Some(Op::Delete(ours.name.clone()))),
    };
    Settled { here, there, effects: ruling.effects }
    // ANCHOR_END: cut_conflict => // TODO conflict: who learns something new, if his process keeps the name, ours does, nobody does?
    // ANCHOR_END: cut_conflict => let _ = (his, ruling.keep, ruling.effects, |name: &term::Term| Op::Delete(name.clone()));
    // ANCHOR_END: cut_conflict => todo!("conflict: what is done here, what there")
}
// ANCHOR_END: settle
