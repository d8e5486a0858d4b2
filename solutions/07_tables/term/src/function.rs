//! Functions as terms: they come from other nodes and go back there; none of them can be called here.
//!
//! Source: ERTS User's Guide, "External Term Format: EXPORT_EXT, NEW_FUN_EXT". Chapter: `tables`.

use std::fmt;
use std::sync::Arc;

use crate::Atom;

/// A function of a program on the BEAM. Names have an order among themselves, and closures come after them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// Says where to find it, as `&:global.random_exit_name/3`: whoever has this module can call it.
    #[expect(missing_docs, reason = "the three parts of a function's name")]
    Named { module: Atom, function: Atom, arity: u8 },
    /// Carries values of its own. Only a node with the same code can read these bytes; we hand them on.
    Closure(Arc<[u8]>),
}

/// As the shell prints it; of a closure we know nothing that could be printed.
impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named { module, function, arity } => write!(f, "&{module}.{}/{arity}", function.text()),
            Self::Closure(_) => f.write_str("#Function<closure>"),
        }
    }
}
