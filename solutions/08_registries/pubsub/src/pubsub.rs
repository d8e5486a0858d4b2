//! Subscriptions and broadcasts. A subscription is a registration under its topic, and its value is a pattern; a
//! broadcast runs in the process that sends.
//!
//! Source: `Phoenix.PubSub`; Elixir, `Registry`, "Using as a PubSub". Chapter: `registries`.

use std::sync::Arc;

use gen_server::StartError;
use match_spec::match_pattern;
use process::{Context, Pid};
use registry::{Keys, Registry, RegistryError};
use table::Tables;
use term::{Term, term};
use thiserror::Error;

use crate::Adapter;

/// What a PubSub is started with.
#[derive(Clone, Debug)]
pub struct Options {
    name: String,
    partitions: usize,
    adapter: Option<Arc<dyn Adapter>>,
}

impl Options {
    /// One partition, and no other nodes.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), partitions: 1, adapter: None }
    }

    /// So many partitions: subscribing touches one of them, a broadcast all.
    #[must_use]
    pub fn partitions(self, partitions: usize) -> Self {
        Self { partitions, ..self }
    }

    /// The way to other nodes.
    #[must_use]
    pub fn adapter(self, adapter: impl Adapter + 'static) -> Self {
        Self { adapter: Some(Arc::new(adapter)), ..self }
    }
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PubSubError {
    /// The registry below does not run, or is being restarted.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// What should be a pattern is none.
    #[error("not a pattern: {0}")]
    Pattern(String),
}

/// A PubSub. Clones are handles to the same one.
#[derive(Clone, Debug)]
pub struct PubSub {
    registry: Registry,
    adapter: Option<Arc<dyn Adapter>>,
}

impl PubSub {
    /// Starts a PubSub that is linked with this process.
    ///
    /// # Errors
    /// When its name is taken.
    pub async fn start_link(me: &mut Context, tables: &Tables, options: Options) -> Result<Self, StartError> {
        let Options { name, partitions, adapter } = options;
        let topics = registry::Options::new(name, Keys::Duplicate).partitions(partitions);
        Ok(Self { registry: Registry::start_link(me, tables, topics).await?, adapter })
    }

    // ANCHOR: subscribe
    /// Subscribes this process to a topic. Whoever subscribes twice hears everything twice.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn subscribe(&self, me: &Context, topic: &str) -> Result<(), PubSubError> {
        self.subscribe_to(me, topic, term!(:_))
    }

    /// Subscribes this process to those messages of a topic that match a pattern, as in a match specification.
    ///
    /// # Errors
    /// [`PubSubError::Pattern`].
    pub fn subscribe_to(&self, me: &Context, topic: &str, pattern: Term) -> Result<(), PubSubError> {
        // ANCHOR: cut_subscribe
        match_pattern(&Term::nil(), &pattern).map_err(|error| PubSubError::Pattern(error.to_string()))?;
        Ok(self.registry.register(me, topic, pattern)?)
        // ANCHOR_END: cut_subscribe => // TODO subscribe: a key and a value for the registry; what is no pattern (`match_pattern`) is refused now
        // ANCHOR_END: cut_subscribe => let _ = (me, topic, pattern, &self.registry, match_pattern, PubSubError::Pattern);
        // ANCHOR_END: cut_subscribe => todo!("subscribe: register this process")
    }

    /// Ends all subscriptions of this process to a topic, however many it has.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn unsubscribe(&self, me: &Context, topic: &str) -> Result<(), PubSubError> {
        // ANCHOR: cut_subscribe
        Ok(self.registry.unregister(me, topic)?)
        // ANCHOR_END: cut_subscribe => // TODO subscribe: and back
        // ANCHOR_END: cut_subscribe => let _ = (me, topic);
        // ANCHOR_END: cut_subscribe => todo!("subscribe: take it back")
    }
    // ANCHOR_END: subscribe

    /// Who has subscribed to a topic on this node, and with which pattern; each as often as it has subscribed.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn subscriptions(&self, topic: &str) -> Result<Vec<(Pid, Term)>, PubSubError> {
        Ok(self.registry.lookup(topic)?)
    }

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
    // ANCHOR_END: cut_choose => let _ = (subscriber, pattern, from, message, match_pattern);
    // ANCHOR_END: cut_choose => true
}
// ANCHOR_END: is_for
