//! A server under a name of a registry: `{:via, Registry, {registry, key, value}}`.
//!
//! Source: Elixir, `Registry`, "Using in `:via`". Chapter: `registries`.

use gen_server::Via;
use process::{Context, Pid};
use term::Term;

use crate::options::RegistryError;
use crate::registry::Registry;

/// A key of a registry as the name of a server.
#[derive(Clone, Debug)]
pub struct Name {
    registry: Registry,
    key: Term,
    value: Term,
}

impl Registry {
    /// This key as the name of a server, for `Options::via` and `Server::via`.
    ///
    /// # Panics
    /// If the keys are not unique: a topic is no name.
    pub fn via(&self, key: impl Into<Term>) -> Name {
        assert!(self.is_unique(), ":via needs a registry with unique keys");
        Name { registry: self.clone(), key: key.into(), value: Term::nil() }
    }
}

impl Name {
    /// With a value for whoever looks the key up.
    #[must_use]
    pub fn value(self, value: impl Into<Term>) -> Self {
        Self { value: value.into(), ..self }
    }
}

// ANCHOR: via
impl Via for Name {
    fn register_name(&self, me: &Context) -> Result<(), Pid> {
        match self.registry.register(me, &self.key, &self.value) {
            Ok(()) => Ok(()),
            Err(RegistryError::AlreadyRegistered(owner)) => Err(owner),
            Err(error) => panic!("{error}"),
        }
    }

    fn whereis_name(&self) -> Option<Pid> {
        self.registry.whereis_name(&self.key)
    }
}
// ANCHOR_END: via
