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
    known: Arc<RwLock<BTreeMap<Function, Start>>>,
}

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
        let name = parse(name).expect("a name such as `kv:get/1`");
        let start: Start = Arc::new(move |me, args| Box::pin(function(me, args)) as Body);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(name, start);
    }

    /// The function of this name.
    pub(crate) fn find(&self, function: Function) -> Option<Start> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(&function).cloned()
    }
}

/// Reads `module:function/arity`.
fn parse(name: &str) -> Option<Function> {
    let (name, arity) = name.rsplit_once('/')?;
    function(name, arity.parse().ok()?)
}

/// Reads `module:function`, which takes so many arguments.
pub(crate) fn function(name: &str, arity: usize) -> Option<Function> {
    let (module, name) = module_and_name(name)?;
    let arity = i64::try_from(arity).ok().filter(|arity| *arity <= 255)?;
    Some(Function { module, name, arity })
}

/// Reads `module:function`; `None` when it has another form, or a part of it can be no atom.
#[must_use]
pub fn module_and_name(name: &str) -> Option<(Atom, Atom)> {
    let (module, name) =
        name.split_once(':').filter(|(module, name)| !module.is_empty() && !name.is_empty())?;
    Some((Atom::try_new(module).ok()?, Atom::try_new(name).ok()?))
}

impl fmt::Debug for Functions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let names = known
            .keys()
            .map(|known| format!("{}:{}/{}", known.module.text(), known.name.text(), known.arity));
        f.debug_set().entries(names).finish()
    }
}
