//! One call on one node.
//!
//! The function runs in a process of its own over there, which we watch from its first moment: so a function that
//! crashes hurts nobody, and a lost connection is heard of at once.
//!
//! Source: OTP, `erpc:call/5`, `erpc:cast/4`. Chapter: `distribution`.

use std::future::Future;
use std::time::Duration;

use node::Node;
use process::Context;
use term::Term;

use crate::outcome::{RpcError, outcome};

/// Calls `function`, as `kv:get`, on a node and waits for what it returns, for `limit` at most. The node may be this
/// one.
///
/// # Errors
/// [`RpcError`]. After [`RpcError::Timeout`] and [`RpcError::NoConnection`] nobody knows whether it was done.
pub fn call(
    node: &Node,
    me: &Context,
    on: &str,
    function: &str,
    args: Vec<Term>,
    limit: Duration,
) -> impl Future<Output = Result<Term, RpcError>> + Send + use<> {
    let _ = (node, me, on, limit, outcome, executed(&Term::nil(), function, args));
    async { todo!("call: ask for a process that runs `erpc:execute_call`, wait for its end, read the reason") }
}

/// Has a function run on a node, and hears nothing of it: neither a value, nor that there is no such node.
pub fn cast(node: &Node, me: &Context, on: &str, function: &str, args: Vec<Term>) {
    let _ = (node, me, on, function, args);
    todo!("cast: ask for the process, and do not wait")
}

/// The arguments of `erpc:execute_call/4`: a tag, module, function, arguments.
fn executed(tag: &Term, function: &str, args: Vec<Term>) -> Result<Vec<Term>, RpcError> {
    let wrong = || RpcError::Name(node::SpawnError::Name(function.to_owned()));
    let (module, name) = node::module_and_name(function).ok_or_else(wrong)?;
    Ok(vec![tag.clone(), Term::Atom(module), Term::Atom(name), Term::list(args)])
}
