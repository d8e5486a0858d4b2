//! Functions that other nodes may start here, by name. Rust has no `apply/3`: what may be called is written down.
//!
//! Source: ERTS User's Guide, "Distribution Protocol: SPAWN_REQUEST". Chapter: `distribution`.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock};

use process::Context;
use term::{Atom, Term};

use crate::control::Function;

type Body = Pin<Box<dyn Future<Output = Term> + Send>>;
/// Starts a function in a process, with its arguments.
pub(crate) type Start = Arc<dyn Fn(Context, Vec<Term>) -> Body + Send + Sync>;

/// What a process of another node may start here.
#[derive(Clone, Default)]
pub struct Functions {
    known: Arc<RwLock<BTreeMap<Name, Start>>>,
}

/// Module, function, number of arguments.
type Name = (Atom, Atom, i64);

impl Functions {
    /// Makes a function known, as `kv:get/1`; an Elixir module is written `Elixir.Kv:get/1`. It runs in a process
    /// of its own, with its arguments; what it returns goes to whoever called it by `rpc`.
    ///
    /// # Panics
    /// When the name has not the form `module:function/arity`: it is written in the program.
    pub fn insert<F, Fut>(&self, name: &str, function: F)
    where
        F: Fn(Context, Vec<Term>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Term> + Send + 'static,
    {
        let Function { module, name, arity } = parse(name).expect("a name such as `kv:get/1`");
        let start: Start = Arc::new(move |me, args| Box::pin(function(me, args)) as Body);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert((module, name, arity), start);
    }

    /// The function of this name.
    pub(crate) fn find(&self, function: Function) -> Option<Start> {
        let Function { module, name, arity } = function;
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(&(module, name, arity)).cloned()
    }
}

/// Reads `module:function/arity`.
#[must_use]
pub fn parse(name: &str) -> Option<Function> {
    let (module, rest) = name.split_once(':')?;
    let (function, arity) = rest.rsplit_once('/')?;
    let fits = !module.is_empty() && !function.is_empty();
    let arity = arity.parse().ok().filter(|arity| (0..=255).contains(arity))?;
    fits.then(|| Function { module: Atom::new(module), name: Atom::new(function), arity })
}

impl fmt::Debug for Functions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let names =
            known.keys().map(|(module, name, arity)| format!("{}:{}/{arity}", module.text(), name.text()));
        f.debug_set().entries(names).finish()
    }
}
