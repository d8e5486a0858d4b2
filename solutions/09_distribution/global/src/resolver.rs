//! Who keeps a name that two processes have: a rule is asked, and the loser is told.
//!
//! A resolver crosses from node to node as the name of a function, as `&:global.random_exit_name/3`. The three of OTP
//! are known everywhere; rules of your own are known to the nodes that were given them.
//!
//! Differs: OTP runs the function on the node of one of the two processes; here the node that compares runs it.
//! After a rule of your own it is we who tell the loser. Source: OTP, `global`. Chapter: `distribution`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use term::{Atom, Function, Term, term};

use crate::words::Process;

/// The name of the function that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolver(pub(crate) Term);

/// A rule of your own: the name and two processes, and who of the two keeps it.
pub type Rule = Arc<dyn Fn(&Term, Process, Process) -> Option<Process> + Send + Sync>;

/// The rules that a node knows, by module and function.
#[derive(Clone, Default)]
pub struct Rules(BTreeMap<(Atom, Atom), Rule>);

// ANCHOR: ruling
/// What a resolver says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Whose name it is now; `None`: nobody's.
    pub keep: Option<Process>,
    /// Who is told what, or ended.
    pub effects: Vec<Effect>,
}

/// What a resolver does to a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is killed.
    Kill(Process),
    /// It gets a message.
    Tell(Process, Term),
}
// ANCHOR_END: ruling

impl Resolver {
    /// The process on the greater node is killed. OTP's default.
    #[must_use]
    pub fn random_exit() -> Self {
        Self::rule("global", "random_exit_name")
    }

    /// The process on the greater node is told `{:global_name_conflict, name}`.
    #[must_use]
    pub fn random_notify() -> Self {
        Self::rule("global", "random_notify_name")
    }

    /// Both are told `{:global_name_conflict, name, other}`, and nobody has the name.
    #[must_use]
    pub fn notify_all() -> Self {
        Self::rule("global", "notify_all_name")
    }

    /// The rule of this name; see [`Rules::insert`].
    #[must_use]
    pub fn rule(module: &str, function: &str) -> Self {
        let (module, function) = (Atom::new(module), Atom::new(function));
        Self(Term::Function(Arc::new(Function::Named { module, function, arity: 3 })))
    }

    /// What this resolver says; `None` if this node does not know it.
    pub(crate) fn ask(&self, rules: &Rules, name: &Term, his: Process, ours: Process) -> Option<Ruling> {
        let Term::Function(function) = &self.0 else { return None };
        let Function::Named { module, function, arity: 3 } = &**function else { return None };
        // "Random" is its name; what it looks at are the nodes.
        let (least, greatest) = if his.node < ours.node { (his, ours) } else { (ours, his) };
        let lost = |loser| Effect::Tell(loser, term!({:global_name_conflict, (name)}));
        let (keep, effects) = match (module.text(), function.text()) {
            ("global", "random_exit_name") => (Some(least), vec![Effect::Kill(greatest)]),
            ("global", "random_notify_name") => (Some(least), vec![lost(greatest)]),
            ("global", "notify_all_name") => {
                let both = |to, other: Process| {
                    Effect::Tell(to, term!({:global_name_conflict, (name), (other.pid)}))
                };
                (None, vec![both(his, ours), both(ours, his)])
            }
            _ => {
                let keep = rules.0.get(&(*module, *function))?(name, his, ours);
                let losers = [his, ours].into_iter().filter(|process| Some(*process) != keep);
                (keep, losers.map(lost).collect())
            }
        };
        Some(Ruling { keep, effects })
    }
}

impl Rules {
    /// This node knows this rule from now on. A rule must be known to all nodes that may compare names, and say the
    /// same on all of them, in whatever order it gets the two.
    pub fn insert(
        &mut self,
        module: &str,
        function: &str,
        rule: impl Fn(&Term, Process, Process) -> Option<Process> + Send + Sync + 'static,
    ) {
        self.0.insert((Atom::new(module), Atom::new(function)), Arc::new(rule));
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}
