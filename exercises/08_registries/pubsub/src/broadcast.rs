//! Broadcasts: who hears a message, and how far it goes. All of it runs in the process that broadcasts.
//!
//! Source: `Phoenix.PubSub.broadcast/4`, `broadcast_from/5`, `local_broadcast/4`. Chapter: `registries`.

use match_spec::match_pattern;
use process::{Context, Pid};
use term::{Term, term};

use crate::{PubSub, PubSubError};

impl PubSub {
    /// Sends a message to those subscribers of this node who want it, except `from`.
    fn deliver(
        &self,
        me: &Context,
        from: Option<Pid>,
        topic: &str,
        message: &Term,
    ) -> Result<(), PubSubError> {
        // TODO deliver: one message for each entry it is for (`is_for`)
        let _ = (me, from, topic, message, is_for);
        todo!("deliver: dispatch to the subscribers")
    }

    /// Sends a message to all subscribers of a topic, on every node; each gets it as a [`Term`]. That nobody has
    /// subscribed is no error.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn broadcast(&self, me: &Context, topic: &str, message: impl Into<Term>) -> Result<(), PubSubError> {
        self.publish(me, None, topic, &message.into())
    }

    /// The same, but this process does not hear it, however often it has subscribed.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn broadcast_from(
        &self,
        me: &Context,
        topic: &str,
        message: impl Into<Term>,
    ) -> Result<(), PubSubError> {
        self.publish(me, Some(me.pid()), topic, &message.into())
    }

    /// Sends a message to all subscribers of this node.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn local_broadcast(
        &self,
        me: &Context,
        topic: &str,
        message: impl Into<Term>,
    ) -> Result<(), PubSubError> {
        self.deliver(me, None, topic, &message.into())
    }

    /// The same, without one process: what an adapter calls on the other node.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn local_broadcast_from(
        &self,
        me: &Context,
        from: Option<Pid>,
        topic: &str,
        message: impl Into<Term>,
    ) -> Result<(), PubSubError> {
        self.deliver(me, from, topic, &message.into())
    }

    /// To the subscribers of this node, and on to the others.
    fn publish(
        &self,
        me: &Context,
        from: Option<Pid>,
        topic: &str,
        message: &Term,
    ) -> Result<(), PubSubError> {
        self.deliver(me, from, topic, message)?;
        // TODO reach: and if there is a way to other nodes?
        let _ = &self.adapter;
        Ok(())
    }
}

/// Whether a message is for this subscription: it matches the pattern, and does not come from the subscriber.
fn is_for(subscriber: Pid, pattern: &Term, from: Option<Pid>, message: &Term) -> bool {
    // TODO choose: who does not hear it? `match_pattern` says whether it matches, and with what
    let _ = (subscriber, pattern, from, message, match_pattern, term!(:_));
    true
}
