//! Broadcasts: who hears a message, and how far it goes. All of it runs in the process that broadcasts.
//!
//! Source: `Phoenix.PubSub.broadcast/4`, `broadcast_from/5`, `local_broadcast/4`. Chapter: `registries`.

use match_spec::match_pattern;
use process::{Context, Pid};
use term::{Term, term};

use crate::{PubSub, PubSubError};

impl PubSub {
    // ANCHOR: deliver
    /// Sends a message to those subscribers of this node who want it, except `from`.
    fn deliver(
        &self,
        me: &Context,
        from: Option<Pid>,
        topic: &str,
        message: &Term,
    ) -> Result<(), PubSubError> {
        // ANCHOR: cut_deliver
        let send_all = |entries: &[(Pid, Term)]| {
            for (pid, pattern) in entries {
                if is_for(*pid, pattern, from, message) {
                    me.send(*pid, message.clone());
                }
            }
        };
        Ok(self.registry.dispatch(topic, send_all)?)
        // ANCHOR_END: cut_deliver => // TODO deliver: one message for each entry it is for (`is_for`)
        // ANCHOR_END: cut_deliver => let _ = (me, from, topic, message, is_for);
        // ANCHOR_END: cut_deliver => todo!("deliver: dispatch to the subscribers")
    }
    // ANCHOR_END: deliver

    // ANCHOR: broadcast
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
        // ANCHOR: cut_reach
        if let Some(adapter) = &self.adapter {
            adapter.broadcast(topic, from, message);
        }
        // ANCHOR_END: cut_reach => // TODO reach: and if there is a way to other nodes?
        // ANCHOR_END: cut_reach => let _ = &self.adapter;
        Ok(())
    }
    // ANCHOR_END: broadcast
}

// ANCHOR: is_for
/// Whether a message is for this subscription: it matches the pattern, and does not come from the subscriber.
fn is_for(subscriber: Pid, pattern: &Term, from: Option<Pid>, message: &Term) -> bool {
    // ANCHOR: cut_choose
    // SHORTCUT: the pattern is compiled for each message. Whoever filters much keeps it compiled beside the entry.
    let wanted = || match_pattern(message, pattern).is_ok_and(|bindings| bindings.is_some());
    from != Some(subscriber) && (*pattern == term!(:_) || wanted())
    // ANCHOR_END: cut_choose => // TODO choose: who does not hear it? `match_pattern` says whether it matches, and with what
    // ANCHOR_END: cut_choose => let _ = (subscriber, pattern, from, message, match_pattern, term!(:_));
    // ANCHOR_END: cut_choose => true
}
// ANCHOR_END: is_for
