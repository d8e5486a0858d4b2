//! The table of registered names of one node.
//!
//! A name belongs to one process, a process has one name at most, and a process that ends loses it. The BEAM
//! answers every broken rule with the same `badarg`; here each has a name of its own.
//!
//! Source: Erlang Reference Manual, "Processes", "Registered Processes"; `erlang:register/2`.
//! Chapter: `processes`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Atoms that cannot be names: Erlang refuses the first, Elixir the others.
const RESERVED: [&str; 4] = ["undefined", "nil", "true", "false"];

/// Who has which name. Both directions are kept, so that an end costs no search.
#[derive(Clone, Debug)]
pub struct Names<P> {
    by_name: BTreeMap<Arc<str>, P>,
    by_process: BTreeMap<P, Arc<str>>,
}

/// Why a name cannot be given or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Another process has this name.
    Taken,
    /// The process has a name already.
    AlreadyNamed(Arc<str>),
    /// There is no such process.
    NoProcess,
    /// This atom cannot be a name.
    Reserved,
    /// No process has this name.
    NotRegistered,
}

/// Whether a process lives, as far as its kernel knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "yes and no")]
pub enum Alive {
    Yes,
    No,
}

impl<P: Copy + Ord> Names<P> {
    /// No names.
    #[must_use]
    pub fn new() -> Self {
        Self { by_name: BTreeMap::new(), by_process: BTreeMap::new() }
    }

    /// Gives `process` the name `name`.
    ///
    /// # Errors
    /// When the rules forbid it. Nothing is changed then.
    pub fn register(&mut self, name: &str, process: P, alive: Alive) -> Result<(), NameError> {
        // TODO rules: four reasons to say no, before anything is changed
        let _ = (RESERVED, alive);
        let _ = (name, process);
        todo!("register: write it down in both directions")
    }

    /// The process that has this name.
    #[must_use]
    pub fn whereis(&self, name: &str) -> Option<P> {
        let _ = name;
        todo!("register: who has this name?")
    }

    /// The name of this process.
    #[must_use]
    pub fn name_of(&self, process: P) -> Option<&str> {
        self.by_process.get(&process).map(|name| &**name)
    }

    /// All names, in order.
    pub fn registered(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(|name| &**name)
    }

    /// Takes a name away from its process and hands back who had it.
    ///
    /// # Errors
    /// [`NameError::NotRegistered`] when nobody has it.
    pub fn unregister(&mut self, name: &str) -> Result<P, NameError> {
        let _ = name;
        todo!("unregister: the name is free, and its process may take another one")
    }

    /// The process has ended: its name is free. Hands back the name.
    pub fn ended(&mut self, process: P) -> Option<Arc<str>> {
        let _ = process;
        todo!("ended: nobody sends to the dead by name")
    }
}

impl<P: Copy + Ord> Default for Names<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken => f.write_str("another process has this name"),
            Self::AlreadyNamed(name) => write!(f, "the process is registered as `{name}` already"),
            Self::NoProcess => f.write_str("there is no such process"),
            Self::Reserved => f.write_str("this atom cannot be a name"),
            Self::NotRegistered => f.write_str("no process has this name"),
        }
    }
}

impl std::error::Error for NameError {}
