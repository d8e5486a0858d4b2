//! The core: one fact in, a list of orders out. It knows no process, no mailbox and no clock.
//!
//! Events stand in a queue. Those that were postponed stand in another, and come back, before all that wait, when the
//! state has changed. The machine itself is asked by an order, [`Order::Handle`], and its answer is the next fact.
//!
//! Source: OTP, `gen_statem`, "Transition options" and "Actions". Chapter: `state_machines`.

use crate::behaviour::{Action, Event, StateMachine, Timer, Transition};
pub use crate::state::Core;
pub use crate::words::{Fact, Order, TimerNumber};

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

impl<M: StateMachine> Core<M> {
    /// A message has come: nothing else waits.
    fn came(&mut self, event: Event<M>) -> Vec<Order<M>> {
        self.queue.push_back(event);
        vec![self.go_on()]
    }

    /// The next event; if there is none, a message.
    fn go_on(&mut self) -> Order<M> {
        // TODO queue: take the next event; it is `current` while it is handled. No event: wait for a message
        let _ = (&mut self.queue, &mut self.current, Order::<M>::Handle, crate::timers::Timers::next_over);
        todo!("queue: what is next?")
        // TODO zero: a time-out of zero has no ring. When does its event come?

    }

    /// The machine has handled the current event: what state is next, and what else happens.
    fn answered(&mut self, state: M::State, repeat: bool, actions: Vec<Action<M>>) -> Vec<Order<M>> {
        let event = self.current.take().expect("`go_on` has noted the event that was handled as `current`");
        // TODO queue: go to the next state. Is it another one than before?
        let (from, changed) = (state, false);
        // TODO postpone: does this event say `Action::Postpone`? And when do those that were postponed come back?
        let _ = (event, &mut self.postponed);
        // TODO timeouts: which time-outs does an event cancel, and which a state change?
        let mut orders = Vec::new();
        let _ = (Timer::Event, Timer::State);
        orders.extend(self.act(actions));
        // TODO enter: after which answers is there an enter call, before anything else is handled?
        let _ = (from, changed, repeat);
        orders.push(self.go_on());
        orders
    }

    /// Carries out the actions, in their order.
    fn act(&mut self, actions: Vec<Action<M>>) -> Vec<Order<M>> {
        let (mut orders, mut first) = (Vec::new(), 0);
        for action in actions {
            match action {
                Action::Reply(client, reply) => orders.push(Order::Reply(client, reply)),
                Action::Postpone => {} // done already
                // TODO next_event: before all events that wait; and if one answer inserts two of them?
                Action::NextEvent(word) => {
                    let _ = (&mut first, Event::<M>::Internal(word));
                    todo!("next_event: insert it")
                }
                Action::Start(timer, after) => orders.extend(self.timers.start(timer, after)),
                Action::Cancel(timer) => orders.extend(self.timers.cancel(timer)),
            }
        }
        orders
    }

    /// The enter call has answered. It handles no event, so it can neither postpone one nor insert one.
    fn entered(&mut self, actions: Vec<Action<M>>) -> Vec<Order<M>> {
        // TODO enter: two of the actions make no sense here: `assert!` with the message `bad_state_enter_action`.
        // The others are carried out
        let _ = actions;
        let mut orders = Vec::new();
        orders.push(self.go_on());
        orders
    }
}
