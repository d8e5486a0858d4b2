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
        // ANCHOR: cut_encode
        let small = |term: &Term| term.as_int().and_then(|value| u8::try_from(value).ok());
        if list.tail().is_none() && items.len() <= usize::from(u16::MAX) {
            let bytes: Option<Vec<u8>> = items.iter().map(small).collect();
            if let Some(bytes) = bytes {
                return self.text(tag::STRING, &bytes);
            }
        }
        self.head(tag::LIST, items.len());
        open.push(list.tail().map_or(Open::Nil, Open::One));
        open.push(Open::Terms(items.iter()));
        // ANCHOR_END: cut_encode => // TODO: `tag::STRING` for a proper list of bytes that is no longer than 65535; every other
        // ANCHOR_END: cut_encode => // list has a head, its items, and its tail. What is opened last is written first.
        // ANCHOR_END: cut_encode => let _ = (items.first().map(Term::as_int), open, Self::text, Open::One, Open::Nil, tag::LIST, tag::STRING);
        // ANCHOR_END: cut_encode => todo!("encode: two forms of a list")
    }
}
