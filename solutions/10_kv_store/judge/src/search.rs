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
    // ANCHOR: run
    pub(crate) fn run(&mut self) -> Outcome<M::Reply> {
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
    pub(crate) fn after(&self, step: usize) -> Option<M::State> {
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

    // ANCHOR: seen
    /// Whether these steps are done, with this state left, for the second time.
    pub(crate) fn seen_before(&mut self, state: &M::State) -> bool {
        // ANCHOR: cut_memo
        !self.seen.insert((self.done.clone(), state.clone()))
        // ANCHOR_END: cut_memo => // TODO memo: what can still follow depends only on what is done and on the state
        // ANCHOR_END: cut_memo => let _ = (&mut self.seen, state);
        // ANCHOR_END: cut_memo => false
    }
    // ANCHOR_END: seen

    // ANCHOR: note
    /// Remembers the longest legal order, what has to come next there, and what that would have to be answered.
    pub(crate) fn note(&mut self) {
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
        // ANCHOR_END: cut_misfit => let _ = (reply, self.answered, &mut self.furthest.answered);
    }
    // ANCHOR_END: note
}
