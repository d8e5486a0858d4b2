//! The search for an order: takes a step that may come next, goes on while replies are right, and goes back.
//!
//! An order is legal if each reply in it is the one that the model gives. The search walks through all orders that
//! real time allows, deepest first, and remembers where it has been: what can still follow depends only on which
//! steps are done and on the state they left, not on the order in which they were taken. It keeps its way on a heap
//! of its own, so a long history does not exhaust the stack.
//!
//! Source: Wing and Gong, 1993, and Lowe, "Testing for linearizability", 2017. Chapter: `kv_store`.

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
struct Position<S> {
    came_by: Option<usize>,
    state: S,
    untried: IntoIter<usize>,
}

struct Search<'a, M: Model> {
    model: &'a M,
    steps: &'a [Step<'a, M::Op, M::Reply>],
    /// The way to where we are.
    path: Vec<Position<M::State>>,
    done: Done,
    /// Where we have been.
    seen: HashSet<(Done, M::State)>,
    /// Positions to enter at most, and entered so far.
    limit: usize,
    entered: usize,
    /// Whether some steps are secret: then only the verdict counts, and not how far one came.
    secret: bool,
    /// Steps with a reply: how many are done, and how many there are.
    answered: usize,
    to_answer: usize,
    furthest: Furthest<M::Reply>,
}

/// How far the search has come at most.
struct Furthest<R> {
    /// Replies that the longest legal order explains.
    answered: Option<usize>,
    prefix: Vec<usize>,
    misfit: usize,
    must: Vec<R>,
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
    // ANCHOR: run
    fn run(&mut self) -> Outcome<M::Reply> {
        self.enter(None, self.model.init());
        while let Some(position) = self.path.last_mut() {
            if self.answered == self.to_answer {
                return Outcome::Order(self.order());
            }
            if self.entered > self.limit {
                return Outcome::GaveUp;
            }
            // ANCHOR: cut_search
            match position.untried.next() {
                None => self.leave(),
                Some(step) => {
                    if let Some(state) = self.after(step) {
                        self.enter(Some(step), state);
                    }
                }
            }
            // ANCHOR_END: cut_search => // TODO search: one more step from here, if it is legal; back, if all have been tried
            // ANCHOR_END: cut_search => let _ = (position.untried.next(), Self::after, Self::leave);
            // ANCHOR_END: cut_search => todo!("search: forward, or back");
        }
        let Furthest { prefix, misfit, must, .. } = &mut self.furthest;
        Outcome::Stuck { prefix: std::mem::take(prefix), misfit: *misfit, must: std::mem::take(must) }
    }
    // ANCHOR_END: run

    // ANCHOR: after
    /// The state after one more step, if the step is legal here.
    fn after(&self, step: usize) -> Option<M::State> {
        let (step, before) = (&self.steps[step], &self.path.last()?.state);
        let (state, reply) = self.model.apply(before, step.op);
        match step.reply {
            // ANCHOR: cut_search
            Some(answered) => (*answered == reply).then_some(state),
            // ANCHOR_END: cut_search => Some(answered) => todo!("search: {answered} was answered, {reply} is right"),
            None => (state != *before).then_some(state), // whether it changed nothing or did not happen is all one
        }
    }
    // ANCHOR_END: after

    // ANCHOR: enter
    /// Takes a step, or begins; does nothing if the search has been there.
    fn enter(&mut self, step: Option<usize>, state: M::State) {
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

    /// Whether these steps are done, with this state left, for the second time.
    fn seen_before(&mut self, state: &M::State) -> bool {
        // ANCHOR: cut_memo
        !self.seen.insert((self.done.clone(), state.clone()))
        // ANCHOR_END: cut_memo => // TODO memo: what can still follow depends only on what is done and on the state
        // ANCHOR_END: cut_memo => let _ = (&mut self.seen, state);
        // ANCHOR_END: cut_memo => false
    }
    // ANCHOR_END: enter

    /// Goes back by one step.
    fn leave(&mut self) {
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

    fn order(&self) -> Vec<usize> {
        self.path.iter().filter_map(|position| position.came_by).collect()
    }

    // ANCHOR: note
    /// Remembers the longest legal order, what has to come next there, and what that would have to be answered.
    fn note(&mut self) {
        let (Some(here), Some(misfit)) = (self.path.last(), self.first_to_end()) else { return };
        let reply = self.model.apply(&here.state, self.steps[misfit].op).1;
        // ANCHOR: cut_misfit
        let furthest = &mut self.furthest;
        if furthest.answered.is_none_or(|most| self.answered > most) {
            let prefix = self.path.iter().filter_map(|position| position.came_by).collect();
            *furthest = Furthest { answered: Some(self.answered), prefix, misfit, must: vec![reply] };
        } else if (furthest.answered, furthest.misfit) == (Some(self.answered), misfit)
            && !furthest.must.contains(&reply)
        {
            furthest.must.push(reply); // as long an order, after which another reply would be right
        }
        // ANCHOR_END: cut_misfit => // TODO misfit: keep it if no order was longer; one more reply if one was as long, with the same misfit
        // ANCHOR_END: cut_misfit => let _ = (reply, self.answered, &mut self.furthest);
    }

    /// Of the steps with a reply that are left, the one that ended first: nothing that began later may come before it.
    fn first_to_end(&self) -> Option<usize> {
        let left = (0..self.steps.len()).filter(|at| !self.done.contains(*at) && self.has_reply(Some(*at)));
        left.min_by_key(|at| self.steps[*at].end)
    }
    // ANCHOR_END: note
}
