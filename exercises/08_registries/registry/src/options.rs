//! What a registry is told about itself, what it tells its listeners, and why it refuses.

use std::fmt;

use process::Pid;
use table::TableError;
use term::Term;
use thiserror::Error;

/// How many processes a key may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// One: a key is a name.
    Unique,
    /// Any number, and a process any number of times: a key is a topic.
    Duplicate,
}

/// What a registry is started with.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) name: String,
    pub(crate) keys: Keys,
    pub(crate) partitions: usize,
    pub(crate) listeners: Vec<String>,
}

impl Options {
    /// One partition, and nobody who listens.
    pub fn new(name: impl Into<String>, keys: Keys) -> Self {
        Self { name: name.into(), keys, partitions: 1, listeners: Vec::new() }
    }

    /// So many partitions, each with a server and tables of its own.
    ///
    /// # Panics
    /// If there are none.
    #[must_use]
    pub fn partitions(self, partitions: usize) -> Self {
        assert!(partitions > 0, "a registry has at least one partition");
        Self { partitions, ..self }
    }

    /// One more process, by its name, that hears of each registration.
    #[must_use]
    pub fn listener(mut self, name: impl Into<String>) -> Self {
        self.listeners.push(name.into());
        self
    }
}

/// What a listener hears. It hears nothing of a process that ends: for that it monitors the process.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "in which registry, under which key, who, and with what")]
pub enum Event {
    /// `{register, Registry, Key, Pid, Value}`
    Register { registry: String, key: Term, pid: Pid, value: Term },
    /// `{unregister, Registry, Key, Pid}`, also when there was nothing to unregister.
    Unregister { registry: String, key: Term, pid: Pid },
}

/// Why a registry does not do what it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RegistryError {
    /// The key is unique, and this living process has it.
    #[error("already_registered: {0}")]
    AlreadyRegistered(Pid),
    /// Only a registry with unique keys can do that.
    #[error("this needs a registry with unique keys")]
    NotUnique,
    /// The registry does not run, or is being restarted.
    #[error("the registry does not run")]
    NotRunning(#[from] TableError),
    /// The pattern, the guards or the specification cannot be compiled.
    #[error("{0}")]
    Spec(String),
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Register { registry, key, value, .. } => write!(f, "register {registry} {key} {value}"),
            Self::Unregister { registry, key, .. } => write!(f, "unregister {registry} {key}"),
        }
    }
}
