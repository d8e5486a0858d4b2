//! The way to other nodes: what a broadcast needs besides the subscribers of this one.
//!
//! Source: `Phoenix.PubSub.Adapter`. Chapter: `registries`.

use std::fmt;

use process::Pid;
use term::Term;

/// Passes messages on to the same PubSub on other nodes, where
/// [`local_broadcast_from`](crate::PubSub::local_broadcast_from) brings them to the subscribers there.
pub trait Adapter: fmt::Debug + Send + Sync {
    /// Passes a message on to all other nodes. `from` shall not hear it.
    fn broadcast(&self, topic: &str, from: Option<Pid>, message: &Term);
}
