//! The shortest list that is still bad: nobody reads a history of ninety operations.
//!
//! Delta debugging takes parts out of a list as long as what is left stays bad, ever smaller parts, until no single
//! item can go.
//!
//! A history needs more care. Without the `put` that it saw, any `get` is wrong, so a history that is cut at random
//! stays bad for a reason of its own. Therefore a dropped operation goes on happening in secret: as often as one likes,
//! at any time after it was invoked. What cannot be explained even so is wrong because of what is left. And what was
//! seen in it must have its origin in it, or nobody would understand what is shown.
//!
//! Source: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002. Chapter: `kv_store`.

use std::collections::HashSet;

use crate::check::{Verdict, check};
use crate::history::{Ending, History};
use crate::model::Model;
use crate::step::{NEVER, Step};
use crate::walk::{Outcome, search};

/// Beyond this many positions, an operation stays: secret operations of some models know no end.
const LIMIT: usize = 20_000;

/// And beyond this many states, an origin is not looked for.
const STATES: usize = 2_000;

/// The items of `items`, in their order, of which none can be left out if it is to stay bad.
///
/// `still_bad` is asked about many lists, all shorter than `items`; it must give the same answer to the same list.
pub fn shrink_list<T: Clone>(items: &[T], mut still_bad: impl FnMut(&[T]) -> bool) -> Vec<T> {
    let mut left = items.to_vec();
    let mut size = left.len().div_ceil(2);
    while size > 0 {
        let mut from = 0;
        let before = left.len();
        while from < left.len() {
            let to = (from + size).min(left.len());
            let without: Vec<T> = left[..from].iter().chain(&left[to..]).cloned().collect();
            if still_bad(&without) {
                left = without;
            } else {
                from = to;
            }
        }
        size = match size {
            1 if left.len() < before => 1, // one that was needed may not be needed any more
            1 => 0,
            _ => size.div_ceil(2),
        };
    }
    left
}

/// A bad history of as few operations of `history` as possible: no single one of them can be left out.
/// A history that is not bad is handed back as it is.
#[must_use]
pub fn shrink<M: Model>(history: &History<M::Op, M::Reply>, model: &M) -> History<M::Op, M::Reply> {
    let Verdict::Not { key, .. } = check(history, model) else { return history.clone() };
    let of_key = |id: &usize| history.operations()[*id].key == key;
    let ids: Vec<usize> = (0..history.operations().len()).filter(of_key).collect();
    let strange = without_origin(history, model, &ids);
    let kept = shrink_list(&ids, |kept| {
        let steps = |id: &usize| step(history, *id, kept.contains(id));
        let steps: Vec<_> = ids.iter().filter_map(steps).collect();
        without_origin(history, model, kept).iter().all(|id| strange.contains(id))
            && matches!(search(model, &steps, LIMIT).0, Outcome::Stuck { .. })
    });
    history.only(&kept)
}

/// Those of these operations whose reply would be wrong in every state that they can lead to, in any order and as often
/// as one likes.
fn without_origin<M: Model>(history: &History<M::Op, M::Reply>, model: &M, ids: &[usize]) -> Vec<usize> {
    let (mut states, mut seen, mut next) = (vec![model.init()], HashSet::new(), 0);
    seen.insert(model.init());
    while next < states.len() && states.len() < STATES {
        for id in ids {
            let operation = &history.operations()[*id];
            let after = model.apply(&states[next], &operation.op).0;
            if !matches!(operation.ending, Ending::Failed { .. }) && seen.insert(after.clone()) {
                states.push(after);
            }
        }
        next += 1;
    }
    let wrong = |id: &&usize| {
        let operation = &history.operations()[**id];
        let Ending::Returned { reply, .. } = &operation.ending else { return false };
        states.iter().all(|state| model.apply(state, &operation.op).1 != *reply)
    };
    ids.iter().filter(wrong).copied().collect()
}

/// An operation as a step: as it was if it is kept, in secret if it is not.
fn step<O, R>(history: &History<O, R>, id: usize, kept: bool) -> Option<Step<'_, O, R>> {
    let operation = &history.operations()[id];
    match (&operation.ending, kept) {
        (Ending::Failed { .. }, _) => None,
        (_, true) => Step::of(id, operation),
        (_, false) => {
            let begin = operation.invoked.place;
            Some(Step { id, op: &operation.op, begin, end: NEVER, reply: None, free: true })
        }
    }
}
