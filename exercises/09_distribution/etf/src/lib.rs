//! The External Term Format: a term as bytes, byte for byte as `:erlang.term_to_binary` writes it.
//!
//! Bytes come from strangers. A decoder that trusts a length asks for memory that is not there; one that calls itself
//! for each level falls off its stack. Here neither happens: nothing is reserved that the bytes left could not fill,
//! and what is open is kept in a `Vec`, so deep.
//!
//! ```
//! use etf::{Limits, Node, decode, encode};
//! use term::term;
//!
//! let node = Node::alone();
//! let bytes = encode(&term!({:ok, [1, 2, 3]}), node);
//! assert_eq!(bytes, [131, 104, 2, 119, 2, b'o', b'k', 107, 0, 3, 1, 2, 3]);
//! assert_eq!(decode(&bytes, node, Limits::default()), Ok(term!({:ok, [1, 2, 3]})));
//! ```
//!
//! In reading order: `tag` (the first byte of each term), `encode` and `decode` (two loops), `reader` (one term),
//! `bytes` and `room` (what must not be trusted), then the kinds: `number`, `list`, `atom`, `node` and `pid` (whose process
//! that is), `function`; and `error`.
//!
//! Functions keep their bytes and are never called. Left out: ports, bit strings that are no whole bytes, compressed
//! terms.
//! Source: ERTS User's Guide, "External Term Format". Chapter: `distribution`.

mod atom;
mod bytes;
mod decode;
mod encode;
mod error;
mod function;
mod list;
mod node;
mod number;
mod pid;
pub mod predict;
mod reader;
mod room;
mod tag;

pub use atom::Atoms;
pub use decode::{Limits, decode, decode_part};
pub use encode::{encode, encode_as, encode_into};
pub use error::DecodeError;
pub use node::Node;
pub use tag::VERSION;
