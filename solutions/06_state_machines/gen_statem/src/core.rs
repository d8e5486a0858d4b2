//! The core: one fact in, a list of orders out. It knows no process, no mailbox and no clock.
//!
//! Events stand in a queue. Those that were postponed stand in another, and come back, before all that wait, when the
//! state has changed. The machine itself is asked by an order, [`Order::Handle`], and its answer is the next fact.
//!
//! Source: OTP, `gen_statem`, "Transition options" and "Actions". Chapter: `state_machines`.

use crate::behaviour::{Action, Event, StateMachine, Timer, Transition};
pub use crate::state::Core;
pub use crate::words::{Fact, Order, TimerNumber};

// ANCHOR: step
/// Takes one fact and says what follows from it.
#[must_use]
pub fn step<M: StateMachine>(core: &mut Core<M>, fact: Fact<M>) -> Vec<Order<M>> {
    match fact {
        Fact::Begun(actions) => {
            let mut orders = core.act(actions);
            orders.push(Order::Enter { from: core.state.clone() });
            orders
        }
        Fact::Came(event) => core.came(event),
        Fact::Rang(number) => match core.timers.rang(number) {
            Some(timer) => core.came(Event::Timeout(timer)),
            None => vec![Order::Receive],
        },
        Fact::Answered(Transition::Stop(reason, replies)) => {
            let replies = replies.into_iter().map(|(client, reply)| Order::Reply(client, reply));
            replies.chain([Order::Stop(reason)]).collect()
        }
        Fact::Answered(Transition::Next(state, actions)) => core.answered(state, false, actions),
        Fact::Answered(Transition::Keep(actions)) => core.answered(core.state.clone(), false, actions),
        Fact::Answered(Transition::Repeat(actions)) => core.answered(core.state.clone(), true, actions),
        Fact::Entered(actions) => core.entered(actions),
    }
}
// ANCHOR_END: step

impl<M: StateMachine> Core<M> {
    /// A message has come: nothing else waits.
    fn came(&mut self, event: Event<M>) -> Vec<Order<M>> {
        self.queue.push_back(event);
        vec![self.go_on()]
    }

    // ANCHOR: go_on
    /// The next event; if there is none, a message.
    fn go_on(&mut self) -> Order<M> {
        // ANCHOR: cut_queue
        let next = self.queue.pop_front();
        // ANCHOR_END: cut_queue => // TODO queue: take the next event; it is `current` while it is handled. No event: wait for a message
        // ANCHOR_END: cut_queue => let _ = (&mut self.queue, &mut self.current, Order::<M>::Handle, crate::timers::Timers::next_over);
        // ANCHOR_END: cut_queue => todo!("queue: what is next?")
        // ANCHOR: cut_zero
        let next = next.or_else(|| self.timers.next_over().map(Event::Timeout));
        // ANCHOR_END: cut_zero => // TODO zero: a time-out of zero has no ring. When does its event come?
        // ANCHOR: cut_queue
        self.current.clone_from(&next);
        next.map_or(Order::Receive, Order::Handle)
        // ANCHOR_END: cut_queue =>
    }
    // ANCHOR_END: go_on

    // ANCHOR: answered
    /// The machine has handled the current event: what state is next, and what else happens.
    fn answered(&mut self, state: M::State, repeat: bool, actions: Vec<Action<M>>) -> Vec<Order<M>> {
        let event = self.current.take().expect("`go_on` has noted the event that was handled as `current`");
        // ANCHOR: cut_queue
        let from = std::mem::replace(&mut self.state, state);
        let changed = from != self.state;
        // ANCHOR_END: cut_queue => // TODO queue: go to the next state. Is it another one than before?
        // ANCHOR_END: cut_queue => let (from, changed) = (state, false);
        // ANCHOR: cut_postpone
        if actions.iter().any(|action| matches!(action, Action::Postpone)) {
            self.postponed.push(event);
        }
        if changed {
            self.postponed.drain(..).rev().for_each(|event| self.queue.push_front(event));
        }
        // ANCHOR_END: cut_postpone => // TODO postpone: does this event say `Action::Postpone`? And when do those that were postponed come back?
        // ANCHOR_END: cut_postpone => let _ = (event, &mut self.postponed);
        // ANCHOR: cut_timeouts
        let mut orders = self.timers.cancel(Timer::Event);
        if changed {
            orders.extend(self.timers.cancel(Timer::State));
        }
        // ANCHOR_END: cut_timeouts => // TODO timeouts: which time-outs does an event cancel, and which a state change?
        // ANCHOR_END: cut_timeouts => let mut orders = Vec::new();
        // ANCHOR_END: cut_timeouts => let _ = (Timer::Event, Timer::State);
        orders.extend(self.act(actions));
        // ANCHOR: cut_enter
        orders.push(if changed || repeat { Order::Enter { from } } else { self.go_on() });
        // ANCHOR_END: cut_enter => // TODO enter: after which answers is there an enter call, before anything else is handled?
        // ANCHOR_END: cut_enter => let _ = (from, changed, repeat);
        // ANCHOR_END: cut_enter => orders.push(self.go_on());
        orders
    }
    // ANCHOR_END: answered

    // ANCHOR: act
    /// Carries out the actions, in their order.
    fn act(&mut self, actions: Vec<Action<M>>) -> Vec<Order<M>> {
        let (mut orders, mut first) = (Vec::new(), 0);
        for action in actions {
            match action {
                Action::Reply(client, reply) => orders.push(Order::Reply(client, reply)),
                Action::Postpone => {} // done already
                // ANCHOR: cut_next_event
                Action::NextEvent(word) => {
                    self.queue.insert(first, Event::Internal(word));
                    first += 1;
                }
                // ANCHOR_END: cut_next_event => // TODO next_event: before all events that wait; and if one answer inserts two of them?
                // ANCHOR_END: cut_next_event => Action::NextEvent(word) => {
                // ANCHOR_END: cut_next_event =>     let _ = (&mut first, Event::<M>::Internal(word));
                // ANCHOR_END: cut_next_event =>     todo!("next_event: insert it")
                // ANCHOR_END: cut_next_event => }
                Action::Start(timer, after) => orders.extend(self.timers.start(timer, after)),
                Action::Cancel(timer) => orders.extend(self.timers.cancel(timer)),
            }
        }
        orders
    }
    // ANCHOR_END: act

    // ANCHOR: entered
    /// The enter call has answered. It handles no event, so it can neither postpone one nor insert one.
    fn entered(&mut self, actions: Vec<Action<M>>) -> Vec<Order<M>> {
        // ANCHOR: cut_enter
        let of_events = |action: &Action<M>| matches!(action, Action::Postpone | Action::NextEvent(_));
        assert!(!actions.iter().any(of_events), "bad_state_enter_action");
        let mut orders = self.act(actions);
        // ANCHOR_END: cut_enter => // TODO enter: two of the actions make no sense here: `assert!` with the message `bad_state_enter_action`.
        // ANCHOR_END: cut_enter => // The others are carried out
        // ANCHOR_END: cut_enter => let _ = actions;
        // ANCHOR_END: cut_enter => let mut orders = Vec::new();
        orders.push(self.go_on());
        orders
    }
    // ANCHOR_END: entered
}
