//! Subscriptions: a subscription is a registration under its topic, and its value is a pattern.
//!
//! Source: `Phoenix.PubSub.subscribe/3`; Elixir, `Registry`, "Using as a PubSub". Chapter: `registries`.

use match_spec::match_pattern;
use process::{Context, Pid};
use term::{Term, term};

use crate::{PubSub, PubSubError};

impl PubSub {
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
        // TODO subscribe: a key and a value for the registry; what is no pattern (`match_pattern`) is refused now
        let _ = (me, topic, pattern, &self.registry, match_pattern, PubSubError::Pattern);
        todo!("subscribe: register this process")
    }

    /// Ends all subscriptions of this process to a topic, however many it has.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn unsubscribe(&self, me: &Context, topic: &str) -> Result<(), PubSubError> {
        // TODO subscribe: and back
        let _ = (me, topic);
        todo!("subscribe: take it back")
    }

    /// Who has subscribed to a topic on this node, and with which pattern; each as often as it has subscribed.
    ///
    /// # Errors
    /// When the PubSub does not run.
    pub fn subscriptions(&self, topic: &str) -> Result<Vec<(Pid, Term)>, PubSubError> {
        Ok(self.registry.lookup(topic)?)
    }
}
