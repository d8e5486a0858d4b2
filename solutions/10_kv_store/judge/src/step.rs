//! An operation as the search sees it: what it does, from when on it can happen, and until when it must.

use crate::bits::Done;
use crate::history::{Ending, Operation};

/// Later than every place in a history.
pub const NEVER: usize = usize::MAX;

// ANCHOR: step
/// One thing that an order has a place for.
#[derive(Debug)]
pub struct Step<'a, O, R> {
    /// Which operation of the history it is.
    pub id: usize,
    /// What it does.
    pub op: &'a O,
    /// Not before this place in the history.
    pub begin: usize,
    /// Not after this one.
    pub end: usize,
    /// What was answered. `None`: nobody knows, so any answer will do, and it may never happen at all.
    pub reply: Option<&'a R>,
    /// It happens as often as one likes: a dropped operation of which nothing may depend. See `shrink`.
    pub free: bool,
}
// ANCHOR_END: step

impl<'a, O, R> Step<'a, O, R> {
    /// What an operation is to the search; nothing, if it did not happen.
    #[must_use]
    pub fn of(id: usize, operation: &'a Operation<O, R>) -> Option<Self> {
        let (op, begin, free) = (&operation.op, operation.invoked.place, false);
        // ANCHOR: of
        match &operation.ending {
            Ending::Returned { reply, at } => {
                Some(Self { id, op, begin, end: at.place, reply: Some(reply), free })
            }
            // ANCHOR: cut_unknown
            Ending::Failed { .. } => None,
            Ending::Unknown => Some(Self { id, op, begin, end: NEVER, reply: None, free }),
            // ANCHOR_END: cut_unknown => // TODO unknown: one of these did not happen, the other may happen at any later time (`NEVER`)
            // ANCHOR_END: cut_unknown => Ending::Failed { .. } | Ending::Unknown => todo!("unknown: it ended without a reply"),
        }
        // ANCHOR_END: of
    }
}

// ANCHOR: candidates
/// Which of `steps` may come next when some are `done`: those that nothing left over precedes. One operation precedes
/// another when it ended before the other began. `steps` are in the order in which they begin.
#[must_use]
pub fn candidates<O, R>(steps: &[Step<'_, O, R>], done: &Done) -> Vec<usize> {
    // ANCHOR: cut_real_time
    let mut first_end = NEVER;
    let mut next = Vec::new();
    for (at, step) in steps.iter().enumerate().skip(done.first_left()) {
        if step.begin > first_end {
            break; // and so does everything after it
        }
        if !done.contains(at) {
            first_end = first_end.min(step.end);
            next.push(at);
        }
    }
    next.retain(|at| steps[*at].begin < first_end);
    next
    // ANCHOR_END: cut_real_time => // TODO real_time: those that are not done, and begin before any other that is not done has ended
    // ANCHOR_END: cut_real_time => let _ = (steps, done.contains(0));
    // ANCHOR_END: cut_real_time => todo!("real_time: what may come next")
}
// ANCHOR_END: candidates
