//! A counter as an actor: the state lies beside the actor, and every message is a variant of one enum.
//!
//! Source: ractor 0.16, trait `Actor`. Chapter: `gen_server`.

use ractor::{Actor, ActorProcessingErr, ActorRef, RpcReplyPort};

// ANCHOR: messages
/// What the counter can be told or asked. A question carries the port for its reply.
#[derive(Debug)]
pub enum Message {
    /// Add so much. Nobody waits for it.
    Add(u64),
    /// How much is it?
    Value(RpcReplyPort<u64>),
    /// Fail, with this text.
    Fail(&'static str),
}
// ANCHOR_END: messages

/// The counter. It has no fields: ractor keeps the state apart, and hands it to each message.
#[derive(Debug)]
pub struct Counter;

impl Actor for Counter {
    type Msg = Message;
    type State = u64;
    type Arguments = u64;

    // ANCHOR: actor
    /// `init`: makes the state, in the new actor. Whoever spawns it waits for this.
    async fn pre_start(&self, _: ActorRef<Message>, first: u64) -> Result<u64, ActorProcessingErr> {
        // ANCHOR: cut_actor
        Ok(first)
        // ANCHOR_END: cut_actor => let _ = first;
        // ANCHOR_END: cut_actor => todo!("actor: with what does it start?")
    }

    /// `handle_call`, `handle_cast` and `handle_info` in one. An `Err` ends the actor.
    async fn handle(
        &self,
        _: ActorRef<Message>,
        message: Message,
        state: &mut u64,
    ) -> Result<(), ActorProcessingErr> {
        // ANCHOR: cut_actor
        match message {
            Message::Add(more) => *state += more,
            // The one who asked may have stopped waiting; that is no failure of ours.
            Message::Value(port) => drop(port.send(*state)),
            Message::Fail(text) => return Err(text.into()),
        }
        Ok(())
        // ANCHOR_END: cut_actor => let _ = (message, state);
        // ANCHOR_END: cut_actor => todo!("actor: add, reply through the port, fail")
    }
    // ANCHOR_END: actor
}
