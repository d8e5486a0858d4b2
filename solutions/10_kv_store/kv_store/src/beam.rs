//! Stage 12: the process `kv`, which a BEAM asks as if it were a `GenServer` of its own.
//!
//! ```elixir
//! GenServer.call({:kv, :"a@127.0.0.1"}, {:put, "k", 1})   # :ok
//! GenServer.call({:kv, :"a@127.0.0.1"}, {:get, "k"})      # {:ok, 1}, or :error as from Map.fetch/2
//! GenServer.call({:kv, :"a@127.0.0.1"}, {:delete, "k"})   # :ok
//! GenServer.call({:kv, :"a@127.0.0.1"}, {:select, [{:_, [], [:"$_"]}]})   # [{"k", 1}]
//! ```
//!
//! Instead of an answer there may come `{:error, :unavailable}` (too few members, nothing was changed), `{:error,
//! :unknown}` (it may have been written) and `{:error, {:badarg, text}}`. The process itself waits for nothing: it
//! hands the request on, and whoever has the answer sends it.
//!
//! Source: OTP, `gen_server`; Elixir, `GenServer.call/3`. Chapter: `kv_store`.

use node::{GenMessage, Node};
use process::Pid;
use term::{Term, term};

use crate::query::Query;
use crate::replica::{Answer, Request};
use crate::replicate::Replica;

/// The name under which the store is asked.
pub const NAME: &str = "kv";

/// Starts the process `kv` of a node.
///
/// # Panics
/// If the node has one already.
pub fn open(node: &Node, replica: Replica) -> Pid {
    let own = node.clone();
    let pid = node.system().spawn(move |mut me| async move {
        loop {
            let message: Term = me.receive().await;
            // ANCHOR: call
            if let GenMessage::Call(asked, request) = GenMessage::of(message) {
                match request_of(&request) {
                    Ok(request) => replica.forward(&me, asked, request),
                    Err(text) => own.answer(&me, &asked, term!({:error, {:badarg, (text)}})),
                }
            }
            // ANCHOR_END: call
        }
    });
    node.system().register(NAME, pid).expect("a node has one store");
    pid
}

// ANCHOR: request
/// The request that this term is.
///
/// # Errors
/// What was expected.
pub fn request_of(term: &Term) -> Result<Request, String> {
    // ANCHOR: cut_beam
    let parts = term.as_tuple().unwrap_or_default();
    let name = parts.first().and_then(Term::as_atom).map_or("", |atom| atom.text());
    match (name, parts) {
        ("put", [_, key, value]) => Ok(Request::Put(key.clone(), value.clone())),
        ("get", [_, key]) => Ok(Request::Get(key.clone())),
        ("delete", [_, key]) => Ok(Request::Delete(key.clone())),
        ("select", [_, spec]) => {
            let query = Query::of(spec.clone()).map_err(|error| error.to_string())?;
            Ok(Request::Select(query, None))
        }
        _ => Err(format!(
            "expected {{:put, k, v}}, {{:get, k}}, {{:delete, k}} or {{:select, spec}}, got {term}"
        )),
    }
    // ANCHOR_END: cut_beam => // TODO beam: `{:put, k, v}`, `{:get, k}`, `{:delete, k}`, `{:select, spec}`; a stranger may send anything,
    // ANCHOR_END: cut_beam => // and whoever sends nonsense hears what was expected
    // ANCHOR_END: cut_beam => let _ = (Request::Put, Request::Get, Request::Delete, Request::Select, Query::of);
    // ANCHOR_END: cut_beam => todo!("beam: what is asked by {term}?")
}
// ANCHOR_END: request

// ANCHOR: answer
/// The answer as a BEAM expects it.
#[must_use]
pub fn answer_term(answer: Answer) -> Term {
    // ANCHOR: cut_beam
    match answer {
        Answer::Done => term!(:ok),
        Answer::Value(Some(value)) => term!({:ok, (value)}),
        Answer::Value(None) => term!(:error),
        Answer::Found(rows) => Term::list(rows),
        Answer::Unknown => term!({:error, :unknown}),
        Answer::Unavailable => term!({:error, :unavailable}),
    }
    // ANCHOR_END: cut_beam => // TODO beam: as the module says; is a key without a value the same as a key whose value is `nil`?
    // ANCHOR_END: cut_beam => todo!("beam: a term for {answer:?}")
}
// ANCHOR_END: answer
