//! The search for an order: takes a step that may come next, goes on while replies are right, and goes back.
//!
//! An order is legal if each reply in it is the one that the model gives. The search walks through all orders that
//! real time allows, deepest first, and remembers where it has been: what can still follow depends only on which
//! steps are done and on the state they left, not on the order in which they were taken.
//!
//! Source: Wing and Gong, 1993, and Lowe, "Testing for linearizability", 2017. Chapter: `kv_store`.

use crate::model::Model;
use crate::walk::{Furthest, Outcome, Search};

impl<M: Model> Search<'_, M> {
    pub(crate) fn run(&mut self) -> Outcome<M::Reply> {
        self.enter(None, self.model.init());
        while let Some(position) = self.path.last_mut() {
            if self.answered == self.to_answer {
                return Outcome::Order(self.order());
            }
            if self.entered > self.limit {
                return Outcome::GaveUp;
            }
            // TODO search: one more step from here, if it is legal; back, if all have been tried
            let _ = (position.untried.next(), Self::after, Self::leave);
            todo!("search: forward, or back");
        }
        let Furthest { prefix, misfit, must, .. } = &mut self.furthest;
        Outcome::Stuck { prefix: std::mem::take(prefix), misfit: *misfit, must: std::mem::take(must) }
    }

    /// The state after one more step, if the step is legal here.
    pub(crate) fn after(&self, step: usize) -> Option<M::State> {
        let (step, before) = (&self.steps[step], &self.path.last()?.state);
        let (state, reply) = self.model.apply(before, step.op);
        match step.reply {
            Some(answered) => todo!("search: {answered} was answered, {reply} is right"),
            None => (state != *before).then_some(state), // whether it changed nothing or did not happen is all one
        }
    }

    /// Whether these steps are done, with this state left, for the second time.
    pub(crate) fn seen_before(&mut self, state: &M::State) -> bool {
        // TODO memo: what can still follow depends only on what is done and on the state
        let _ = (&mut self.seen, state);
        false
    }

    /// Remembers the longest legal order, what has to come next there, and what that would have to be answered.
    pub(crate) fn note(&mut self) {
        let (Some(here), Some(misfit)) = (self.path.last(), self.first_to_end()) else { return };
        let reply = self.model.apply(&here.state, self.steps[misfit].op).1;
        // TODO misfit: keep it if no order was longer; one more reply if one was as long, with the same misfit
        let _ = (reply, self.answered, &mut self.furthest.answered);
    }
}
