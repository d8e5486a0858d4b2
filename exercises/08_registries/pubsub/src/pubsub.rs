//! The handle, what it is started with, and why something is not done.
//!
//! Below it lies a registry with duplicate keys; everything else is in `subscribe` and `broadcast`.
//!
//! Source: `Phoenix.PubSub`. Chapter: `registries`.

use std::sync::Arc;

use gen_server::StartError;
use process::Context;
use registry::{Keys, Registry, RegistryError};
use table::Tables;
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
    pub(crate) registry: Registry,
    pub(crate) adapter: Option<Arc<dyn Adapter>>,
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
}
