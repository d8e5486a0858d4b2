//! The verdict on a history: key by key, since what happens under one key says nothing about another.
//!
//! Source: Herlihy and Wing, 1990, "locality"; Horn and Kroening, "Faster linearizability checking via
//! P-compositionality", 2015. Chapter: `kv_store`.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::history::{Ending, History, Operation};
use crate::model::{Model, Words};
use crate::step::Step;
use crate::walk::{LIMIT, Outcome, search};

/// More replies than these are not told one by one.
const MOST: usize = 5;

/// Whether every reply of a history could have come from one object that does one thing at a time.
/// Operations are named by their places in [`History::operations`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Verdict {
    /// It could: in this order.
    Linearizable {
        /// All that has happened, as one thing after another.
        order: Vec<usize>,
    },
    /// It could not.
    Not {
        /// The key whose operations have no order.
        key: String,
        /// The longest legal order.
        prefix: Vec<usize>,
        /// The operation that has to come next, and does not fit.
        misfit: usize,
        /// What is wrong with it, in one sentence.
        why: String,
    },
    /// Too many orders to try: nothing is said about this key.
    Undecided {
        /// The key.
        key: String,
    },
}

/// Judges `history` by what `model` says of one object under each key.
pub fn check<M: Model>(history: &History<M::Op, M::Reply>, model: &M) -> Verdict {
    check_counting(history, model).0
}

/// As [`check`]; also says how many positions the search has entered.
pub fn check_counting<M: Model>(history: &History<M::Op, M::Reply>, model: &M) -> (Verdict, usize) {
    let (mut entered, mut points, mut undecided) = (0, Vec::new(), None);
    for (key, steps) in parts(history) {
        let (outcome, positions) = search(model, &steps, LIMIT);
        entered += positions;
        let id = |at: usize| steps[at].id;
        match outcome {
            Outcome::Order(order) => place(&order, &steps, &mut points),
            Outcome::Stuck { prefix, misfit, must } => {
                let (prefix, misfit) = (prefix.into_iter().map(id).collect(), id(misfit));
                let why = why(&history.operations()[misfit], &must);
                return (Verdict::Not { key: key.to_owned(), prefix, misfit, why }, entered);
            }
            Outcome::GaveUp => undecided = Some(Verdict::Undecided { key: key.to_owned() }),
        }
    }
    points.sort_by_key(|(point, _)| *point); // stable: of the same key, the order stays
    let order = points.into_iter().map(|(_, id)| id).collect();
    (undecided.unwrap_or(Verdict::Linearizable { order }), entered)
}

/// What has to be put in order, for each key.
fn parts<O, R>(history: &History<O, R>) -> BTreeMap<&str, Vec<Step<'_, O, R>>> {
    let mut parts: BTreeMap<&str, Vec<Step<'_, O, R>>> = BTreeMap::new();
    for (id, operation) in history.operations().iter().enumerate() {
        let Some(step) = Step::of(id, operation) else { continue };
        // TODO per_key: this puts all keys into one part
        parts.entry("").or_default().push(step);
    }
    parts
}

/// Gives each step of a key's order a moment at which it may have happened, so that the orders of all keys make one:
/// when it began, or when the one before it happened, whatever is later.
fn place<O, R>(order: &[usize], steps: &[Step<'_, O, R>], points: &mut Vec<(usize, usize)>) {
    let mut now = 0;
    for at in order {
        now = now.max(steps[*at].begin);
        points.push((now, steps[*at].id));
    }
}

fn why<O: Words, R: Display>(operation: &Operation<O, R>, must: &[R]) -> String {
    let (asked, lane) = (operation.op.words(&operation.key), operation.lane());
    let Ending::Returned { reply, .. } = &operation.ending else {
        return format!("`{asked}` of {lane} ended without a reply"); // no search says so, unless it is unfinished
    };
    let mut right: Vec<String> = must.iter().map(R::to_string).take(MOST).collect();
    if must.len() > MOST {
        right.push(format!("one of {} more", must.len() - MOST));
    }
    format!("`{asked}` of {lane} returned {reply}, where only {} would be right", right.join(" or "))
}
