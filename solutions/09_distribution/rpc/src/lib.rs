//! Calls of functions on other nodes: as if they were here, and never quite so.
//!
//! A call over a network has one outcome more than a call of a function: nobody knows whether it was done. That is
//! what [`RpcError::Timeout`] and [`RpcError::NoConnection`] say.
//!
//! ```no_run
//! use std::time::Duration;
//! use node::Node;
//! use process::Context;
//! use term::{Term, term};
//!
//! # async fn run(node: Node, me: Context) {
//! let second = Duration::from_secs(1);
//! node.functions().insert("math:double/1", |_, args| async move {
//!     Term::Int(args[0].as_int().unwrap_or(0) * 2)
//! });
//! let answer = rpc::call(&node, &me, "b@127.0.0.1", "math:double", vec![term!(21)], second).await;
//! assert_eq!(answer, Ok(term!(42)));
//! let nodes = ["b@127.0.0.1", "c@127.0.0.1"];
//! let everywhere = rpc::multicall(&node, &me, &nodes, "math:double", vec![term!(4)], second).await;
//! assert_eq!(everywhere.len(), 2);
//! # }
//! ```
//!
//! First, what you expect: `predict`. Then `outcome` (what came of a call), `call` and `multicall`, yours. Nodes of the
//! BEAM are called the same way, and call back: `:rpc.call(:"a@127.0.0.1", :math, :double, [21])`.
//!
//! Left out: `rpc:async_call` and `erpc:send_request` (spawn a process that calls), `block_call`.
//! Source: OTP, `erpc`, `rpc`. Chapter: `distribution`.

mod call;
mod multicall;
mod outcome;
#[doc(hidden)]
pub mod predict;

pub use call::{call, cast};
pub use multicall::multicall;
pub use outcome::RpcError;
#[doc(hidden)]
pub use outcome::outcome;
