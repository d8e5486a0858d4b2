//! How two nodes make sure of each other: names, a challenge each way, and a cookie that is never sent.
//!
//! ```
//! use handshake::{Acceptor, Action, Fact, Identity, Initiator, Standing};
//!
//! let identity = |name: &str| Identity { name: name.into(), flags: handshake::flags::HIDDEN, creation: 1 };
//! let mut a = Initiator::new(identity("a@127.0.0.1"), "b@127.0.0.1", "secret", 17);
//! let mut b = Acceptor::new(identity("b@127.0.0.1"), "secret", 23);
//! let [Action::Send(name)] = &a.step(Fact::Opened)[..] else { panic!("a says its name first") };
//! let [Action::Judge { name, .. }] = &b.step(Fact::Came(name.clone()))[..] else { panic!("b asks who that is") };
//! assert_eq!(name, "a@127.0.0.1");
//! let said = b.step(Fact::Judged(Standing::Unknown));
//! assert!(matches!(&said[..], [Action::Send(_), Action::Send(_)]), "a status, and a challenge");
//! ```
//!
//! In reading order: `words` (what goes over the wire), `digest` (who knows the cookie), `flags`, then the two sides,
//! `initiator` and `acceptor`.
//!
//! Left out: nodes before OTP 23 (version 5), names that the other node gives (`named:`).
//! Source: ERTS User's Guide, "Distribution Protocol: Distribution Handshake". Chapter: `distribution`.

mod acceptor;
mod digest;
mod error;
pub mod flags;
mod initiator;
pub mod predict;
mod step;
mod words;

pub use acceptor::Acceptor;
pub use digest::digest;
pub use error::Refusal;
pub use initiator::Initiator;
pub use step::{Action, Fact, Identity, Peer, Standing};
