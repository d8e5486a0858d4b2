//! Functions on the wire: they keep their bytes, and nobody here calls them.
//!
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

use std::sync::Arc;

use term::{Function, Term};

use crate::encode::Writer;
use crate::error::DecodeError;
use crate::reader::Reader;
use crate::tag;

impl Writer<'_> {
    pub fn function(&mut self, function: &Function) {
        match function {
            Function::Named { module, function, arity } => {
                self.bytes.push(tag::EXPORT);
                self.atom(*module);
                self.atom(*function);
                self.bytes.extend([tag::SMALL_INTEGER, *arity]);
            }
            Function::Closure(bytes) => {
                self.head(tag::NEW_FUN, bytes.len() + 4);
                self.bytes.extend_from_slice(bytes);
            }
        }
    }
}

impl Reader<'_> {
    /// The name of a function: module, function, and how many arguments it takes.
    pub fn export(&mut self) -> Result<Term, DecodeError> {
        let (module, function) = (self.name()?, self.name()?);
        match (self.byte()?, self.byte()?) {
            (tag::SMALL_INTEGER, arity) => {
                Ok(Term::Function(Arc::new(Function::Named { module, function, arity })))
            }
            _ => Err(DecodeError::Malformed("an arity is a small integer")),
        }
    }

    /// A function with values of its own: what stands in it is for the node that made it. The length counts itself.
    pub fn closure(&mut self) -> Result<Term, DecodeError> {
        let len = self.length()?.checked_sub(4).ok_or(DecodeError::Malformed("a function is longer"))?;
        Ok(Term::Function(Arc::new(Function::Closure(self.take(len)?.into()))))
    }
}
