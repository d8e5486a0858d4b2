//! Stage 7: what another node holds, asked by a call of a function there.
//!
//! `rpc` starts a process on the other node, by the name of a function, and waits for its end. What cannot happen in one
//! program can happen here: the node does not know the function, the connection is lost, the time is over. After the
//! last two nobody knows whether the function has run; for a question that is no harm, for an order it is.
//!
//! Source: OTP, `erpc`. Chapter: `kv_store`.

use std::collections::BTreeMap;
use std::time::Duration;

use node::Node;
use process::Context;
use rpc::RpcError;
use term::{Term, term};

use crate::cluster::{self, Matrix, SEES};
use crate::replica::Name;
use crate::{Store, StoreError};

/// What a node says of a key of its own: `{:ok, value}` or `:error`.
pub const GET: &str = "kv:get/1";

/// Lets other nodes call `kv:get/1` and `kv:sees/0` here, whatever store this node has.
pub fn open(node: &Node, store: impl Store + Clone + 'static) {
    cluster::open(node);
    node.functions().insert(GET, move |mut me, args| {
        let store = store.clone();
        async move {
            match store.get(&mut me, &args[0]).await {
                Ok(Some(value)) => term!({:ok, (value)}),
                Ok(None) => term!(:error),
                Err(StoreError::NoMajority) => term!({:error, :unavailable}),
                Err(_) => term!({:error, :unknown}),
            }
        }
    });
}

/// The value of a key, asked on another node.
///
/// # Errors
/// [`RpcError`]: there is no answer.
pub async fn get(
    node: &Node,
    me: &mut Context,
    on: Name,
    key: &Term,
    limit: Duration,
) -> Result<Option<Term>, RpcError> {
    // TODO remote: call `kv:get` there (`rpc::call`); `{:ok, value}`, `:error`, and what if it is neither?
    let _ = (node, me, on, key, limit, RpcError::Exited);
    todo!("remote: ask {on:?}")
}

/// Asks all these nodes whom they see.
pub async fn matrix(node: &Node, me: &mut Context, nodes: &[Name], limit: Duration) -> Matrix {
    let function = SEES.split('/').next().unwrap_or(SEES);
    let mut rows = BTreeMap::new();
    for one in nodes {
        let sees = rpc::call(node, me, one.text(), function, Vec::new(), limit).await.ok();
        let names = |term: Term| Some(term.as_list()?.iter().filter_map(Term::as_atom).collect());
        rows.insert(*one, sees.and_then(names));
    }
    Matrix(rows)
}
