//! Why a Rust value and a term do not fit, and where.

use std::fmt::{self, Display, Formatter};

use crate::Term;

/// Why a value and a term do not fit. It prints as `users[2].age: what is wrong`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    path: String,
    problem: String,
}

/// One step from a term to what lies in it.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    /// A field of a struct, or a variant of an enum.
    Field(&'a str),
    /// An element of a list or tuple; the first one is 0, as in Rust.
    Element(usize),
    /// The value of a key.
    Key(&'a Term),
}

impl DataError {
    pub(crate) fn new(problem: impl Display) -> Self {
        Self { path: String::new(), problem: problem.to_string() }
    }

    /// The same error, seen from one step further out.
    #[must_use]
    pub(crate) fn inside(self, step: Step<'_>) -> Self {
        let step = match step {
            Step::Field(name) => format!(".{name}"),
            Step::Element(index) => format!("[{index}]"),
            Step::Key(key) => match key.as_atom() {
                Some(name) => format!(".{}", name.text()),
                None => format!("[{key}]"),
            },
        };
        Self { path: step + &self.path, ..self }
    }

    /// The way to the part that does not fit, as `users[2].age`; empty for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path.strip_prefix('.').unwrap_or(&self.path)
    }
}

impl Display for DataError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for DataError {}
