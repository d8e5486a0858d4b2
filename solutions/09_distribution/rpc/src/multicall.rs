//! The same call on many nodes at once: it takes as long as the slowest of them, and no longer than the limit.
//!
//! Source: OTP, `erpc:multicall/5`. Chapter: `distribution`.

use std::future::Future;
use std::time::Duration;

use node::Node;
use process::Context;
use term::Term;

use crate::call::call;
use crate::outcome::RpcError;

// ANCHOR: multicall
/// Calls a function on each of these nodes, and says what came of it on each, in their order.
pub fn multicall(
    node: &Node,
    me: &Context,
    on: &[&str],
    function: &str,
    args: Vec<Term>,
    limit: Duration,
) -> impl Future<Output = Vec<Result<Term, RpcError>>> + Send + use<> {
    // ANCHOR: cut_multicall
    let calls: Vec<_> = on.iter().map(|on| call(node, me, on, function, args.clone(), limit)).collect();
    futures_util::future::join_all(calls)
    // ANCHOR_END: cut_multicall => let _ = (node, me, on, function, args, limit, call);
    // ANCHOR_END: cut_multicall => async { todo!("multicall: all calls go out before the first answer is waited for") }
}
// ANCHOR_END: multicall
