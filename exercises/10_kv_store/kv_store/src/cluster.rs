//! Stage 6: several nodes, and who sees whom.
//!
//! A node knows with whom it is connected, and nothing of what others see. A cluster is well when every node sees every
//! other one; after a cut each side sees itself. So whoever wants the whole picture asks every node, and puts a row for
//! each into a matrix. A node that does not answer has a row of question marks: not "no", for nobody knows.
//!
//! Source: Erlang Reference Manual, "Distributed Erlang". Chapter: `kv_store`.

use std::collections::BTreeMap;
use std::fmt;

use node::Node;
use term::Term;

use crate::replica::Name;

/// What other nodes ask to learn whom this one sees.
pub const SEES: &str = "kv:sees/0";

/// Who sees whom: for each node whom it sees, or nothing where it did not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix(pub BTreeMap<Name, Option<Vec<Name>>>);

impl Matrix {
    /// Whether every node has answered, and sees every other one.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        // TODO cluster: does each node see all the others? What if one has not answered?
        todo!("cluster: is {:?} whole?", self.0)
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (node, sees) in &self.0 {
            let mark = |other: &Name| match sees {
                _ if other == node => "·",
                None => "?",
                Some(sees) if sees.contains(other) => "x",
                Some(_) => "-",
            };
            let marks: Vec<&str> = self.0.keys().map(mark).collect();
            writeln!(f, "{} {}", node.text(), marks.join(" "))?;
        }
        Ok(())
    }
}

/// Lets other nodes ask whom this one sees.
pub fn open(node: &Node) {
    let own = node.clone();
    node.functions().insert(SEES, move |_, _| {
        let sees = Term::list(own.list().into_iter().map(Term::Atom).collect());
        async move { sees }
    });
}
