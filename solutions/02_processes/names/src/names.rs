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

// ANCHOR: names
// ANCHOR: table
/// Who has which name. Both directions are kept, so that an end costs no search.
#[derive(Clone, Debug)]
pub struct Names<P> {
    by_name: BTreeMap<Arc<str>, P>,
    by_process: BTreeMap<P, Arc<str>>,
}
// ANCHOR_END: table

// ANCHOR: error
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
// ANCHOR_END: error

/// Whether a process lives, as far as its kernel knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "yes and no")]
pub enum Alive {
    Yes,
    No,
}
// ANCHOR_END: names

impl<P: Copy + Ord> Names<P> {
    /// No names.
    #[must_use]
    pub fn new() -> Self {
        Self { by_name: BTreeMap::new(), by_process: BTreeMap::new() }
    }

    // ANCHOR: register
    /// Gives `process` the name `name`.
    ///
    /// # Errors
    /// When the rules forbid it. Nothing is changed then.
    pub fn register(&mut self, name: &str, process: P, alive: Alive) -> Result<(), NameError> {
        // ANCHOR: cut_rules
        if RESERVED.contains(&name) {
            return Err(NameError::Reserved);
        }
        if alive == Alive::No {
            return Err(NameError::NoProcess);
        }
        if self.by_name.contains_key(name) {
            return Err(NameError::Taken);
        }
        if let Some(old) = self.by_process.get(&process) {
            return Err(NameError::AlreadyNamed(Arc::clone(old)));
        }
        // ANCHOR_END: cut_rules => // TODO rules: four reasons to say no, before anything is changed
        // ANCHOR_END: cut_rules => let _ = (RESERVED, alive);
        // ANCHOR: cut_register
        let name: Arc<str> = name.into();
        self.by_name.insert(Arc::clone(&name), process);
        self.by_process.insert(process, name);
        Ok(())
        // ANCHOR_END: cut_register => let _ = (name, process);
        // ANCHOR_END: cut_register => todo!("register: write it down in both directions")
    }
    // ANCHOR_END: register

    // ANCHOR: lookup
    /// The process that has this name.
    #[must_use]
    pub fn whereis(&self, name: &str) -> Option<P> {
        // ANCHOR: cut_register
        self.by_name.get(name).copied()
        // ANCHOR_END: cut_register => let _ = name;
        // ANCHOR_END: cut_register => todo!("register: who has this name?")
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
    // ANCHOR_END: lookup

    // ANCHOR: unregister
    /// Takes a name away from its process and hands back who had it.
    ///
    /// # Errors
    /// [`NameError::NotRegistered`] when nobody has it.
    pub fn unregister(&mut self, name: &str) -> Result<P, NameError> {
        // ANCHOR: cut_unregister
        let process = self.by_name.remove(name).ok_or(NameError::NotRegistered)?;
        self.by_process.remove(&process);
        Ok(process)
        // ANCHOR_END: cut_unregister => let _ = name;
        // ANCHOR_END: cut_unregister => todo!("unregister: the name is free, and its process may take another one")
    }
    // ANCHOR_END: unregister

    // ANCHOR: ended
    /// The process has ended: its name is free. Hands back the name.
    pub fn ended(&mut self, process: P) -> Option<Arc<str>> {
        // ANCHOR: cut_ended
        let name = self.by_process.remove(&process)?;
        self.by_name.remove(&name);
        Some(name)
        // ANCHOR_END: cut_ended => let _ = process;
        // ANCHOR_END: cut_ended => todo!("ended: nobody sends to the dead by name")
    }
    // ANCHOR_END: ended
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
