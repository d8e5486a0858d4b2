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
            if let GenMessage::Call(asked, request) = GenMessage::of(message) {
                match request_of(&request) {
                    Ok(request) => replica.forward(&me, asked, request),
                    Err(text) => own.answer(&me, &asked, term!({:error, {:badarg, (text)}})),
                }
            }
        }
    });
    node.system().register(NAME, pid).expect("a node has one store");
    pid
}

/// The request that this term is.
///
/// # Errors
/// What was expected.
pub fn request_of(term: &Term) -> Result<Request, String> {
    // TODO beam: `{:put, k, v}`, `{:get, k}`, `{:delete, k}`, `{:select, spec}`; a stranger may send anything,
    // and whoever sends nonsense hears what was expected
    let _ = (Request::Put, Request::Get, Request::Delete, Request::Select, Query::of);
    todo!("beam: what is asked by {term}?")
}

/// The answer as a BEAM expects it.
#[must_use]
pub fn answer_term(answer: Answer) -> Term {
    // TODO beam: as the module says; is a key without a value the same as a key whose value is `nil`?
    todo!("beam: a term for {answer:?}")
}
