//! Where a search stands, and the steps forward and back: everything about it that needs no decision.
//!
//! The way is kept on a heap of its own, so that a long history does not exhaust the stack.

use std::collections::HashSet;
use std::vec::IntoIter;

use crate::bits::Done;
use crate::model::Model;
use crate::step::{Step, candidates};

/// Beyond this many positions, no verdict is better than one that comes tomorrow.
pub const LIMIT: usize = 2_000_000;

/// What a search has found. Steps are named by their places in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<R> {
    /// A legal order.
    Order(Vec<usize>),
    /// There is none.
    Stuck {
        /// The longest legal order, of those that real time allows.
        prefix: Vec<usize>,
        /// What has to come next, and cannot.
        misfit: usize,
        /// What it would have to be answered, after one longest order or another.
        must: Vec<R>,
    },
    /// Not found within the limit.
    GaveUp,
}

// ANCHOR: search
/// A position of the search: the step it came by, the state that is left, and what has not been tried from here.
pub(crate) struct Position<S> {
    pub came_by: Option<usize>,
    pub state: S,
    pub untried: IntoIter<usize>,
}

pub(crate) struct Search<'a, M: Model> {
    pub model: &'a M,
    pub steps: &'a [Step<'a, M::Op, M::Reply>],
    /// The way to where we are.
    pub path: Vec<Position<M::State>>,
    pub done: Done,
    /// Where we have been.
    pub seen: HashSet<(Done, M::State)>,
    /// Positions to enter at most, and entered so far.
    pub limit: usize,
    pub entered: usize,
    /// Whether some steps are secret: then only the verdict counts, and not how far one came.
    secret: bool,
    /// Steps with a reply: how many are done, and how many there are.
    pub answered: usize,
    pub to_answer: usize,
    pub furthest: Furthest<M::Reply>,
}

/// How far the search has come at most.
pub(crate) struct Furthest<R> {
    /// Replies that the longest legal order explains.
    pub answered: Option<usize>,
    pub prefix: Vec<usize>,
    pub misfit: usize,
    pub must: Vec<R>,
}
// ANCHOR_END: search

/// Looks for a legal order of `steps`, in `limit` positions at most; also says how many it has entered.
#[must_use]
pub fn search<M: Model>(
    model: &M,
    steps: &[Step<'_, M::Op, M::Reply>],
    limit: usize,
) -> (Outcome<M::Reply>, usize) {
    let furthest = Furthest { answered: None, prefix: Vec::new(), misfit: 0, must: Vec::new() };
    let (path, done, seen) = (Vec::new(), Done::none_of(steps.len()), HashSet::new());
    let to_answer = steps.iter().filter(|step| step.reply.is_some()).count();
    let (secret, entered, answered) = (steps.iter().any(|step| step.free), 0, 0);
    let mut search =
        Search { model, steps, path, done, seen, limit, entered, secret, answered, to_answer, furthest };
    let outcome = search.run();
    (outcome, search.entered)
}

impl<M: Model> Search<'_, M> {
    // ANCHOR: enter
    /// Takes a step, or begins; does nothing if the search has been there.
    pub(crate) fn enter(&mut self, step: Option<usize>, state: M::State) {
        if let Some(step) = step.filter(|step| !self.steps[*step].free) {
            self.done.insert(step);
        }
        if self.seen_before(&state) {
            return self.undo(step);
        }
        self.entered += 1;
        self.answered += usize::from(self.has_reply(step));
        let untried = candidates(self.steps, &self.done).into_iter();
        self.path.push(Position { came_by: step, state, untried });
        if !self.secret {
            self.note();
        }
    }
    // ANCHOR_END: enter

    /// Goes back by one step.
    pub(crate) fn leave(&mut self) {
        let came_by = self.path.pop().and_then(|position| position.came_by);
        self.answered -= usize::from(self.has_reply(came_by));
        self.undo(came_by);
    }

    fn undo(&mut self, step: Option<usize>) {
        if let Some(step) = step {
            self.done.remove(step);
        }
    }

    fn has_reply(&self, step: Option<usize>) -> bool {
        step.is_some_and(|step| self.steps[step].reply.is_some())
    }

    pub(crate) fn order(&self) -> Vec<usize> {
        self.path.iter().filter_map(|position| position.came_by).collect()
    }

    /// Of the steps with a reply that are left, the one that ended first: nothing that began later may come before it.
    pub(crate) fn first_to_end(&self) -> Option<usize> {
        let mut first: Option<usize> = None;
        for at in self.done.first_left()..self.steps.len() {
            let step = &self.steps[at];
            if first.is_some_and(|first| step.begin > self.steps[first].end) {
                break; // and so does everything after it
            }
            let left = !self.done.contains(at) && self.has_reply(Some(at));
            if left && first.is_none_or(|first| step.end < self.steps[first].end) {
                first = Some(at);
            }
        }
        first
    }
}
