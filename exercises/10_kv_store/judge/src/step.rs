//! An operation as the search sees it: what it does, from when on it can happen, and until when it must.

use crate::bits::Done;
use crate::history::{Ending, Operation};

/// Later than every place in a history.
pub const NEVER: usize = usize::MAX;

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

impl<'a, O, R> Step<'a, O, R> {
    /// What an operation is to the search; nothing, if it did not happen.
    #[must_use]
    pub fn of(id: usize, operation: &'a Operation<O, R>) -> Option<Self> {
        let (op, begin, free) = (&operation.op, operation.invoked.place, false);
        match &operation.ending {
            Ending::Returned { reply, at } => {
                Some(Self { id, op, begin, end: at.place, reply: Some(reply), free })
            }
            // TODO unknown: one of these did not happen, the other may happen at any later time (`NEVER`)
            Ending::Failed { .. } | Ending::Unknown => todo!("unknown: it ended without a reply"),
        }
    }
}

/// Which of `steps` may come next when some are `done`: those that nothing left over precedes. One operation precedes
/// another when it ended before the other began. `steps` are in the order in which they begin.
#[must_use]
pub fn candidates<O, R>(steps: &[Step<'_, O, R>], done: &Done) -> Vec<usize> {
    // TODO real_time: those that are not done, and begin before any other that is not done has ended
    let _ = (steps, done.contains(0));
    todo!("real_time: what may come next")
}
