//! Lists on the wire: a row of bytes, or elements and an end.
//!
//! Source: ERTS User's Guide, "External Term Format: STRING_EXT, LIST_EXT". Chapter: `distribution`.

use term::{List, Term};

use crate::encode::{Open, Writer};
use crate::tag;

impl Writer<'_> {
    /// Writes a list, or the head of it and leaves the elements and the tail in `open`.
    pub fn list<'a>(&mut self, list: &'a List, open: &mut Vec<Open<'a>>) {
        let items = list.items();
        if items.is_empty() {
            return self.bytes.push(tag::NIL);
        }
        // TODO: `tag::STRING` for a proper list of bytes that is no longer than 65535; every other
        // list has a head, its items, and its tail. What is opened last is written first.
        let _ = (items.first().map(Term::as_int), open, Self::text, Open::One, Open::Nil, tag::LIST, tag::STRING);
        todo!("encode: two forms of a list")
    }
}
