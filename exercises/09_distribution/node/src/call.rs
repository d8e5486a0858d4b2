//! Requests to servers of other nodes, Rust's or the BEAM's: `gen_server:call/3` over the wire.
//!
//! A call watches the server, so it ends when the server or the connection does, and its answer comes to an alias,
//! so an answer that is too late reaches nobody.
//!
//! Source: OTP, `gen.erl`, `do_call/4`. Chapter: `distribution`.

use std::time::Duration;

use monitors::Flush;
use process::{Context, Down, ExitReason, Ref};
use term::{Reference, Term};
use thiserror::Error;

use crate::Node;
use crate::address::Address;
use crate::asked;

/// Why a call came back without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CallError {
    /// The server ended, or there was none, or the connection was lost: then it may have done what was asked.
    #[error("the server ended: {0}")]
    Down(ExitReason),
    /// No answer came in time. The server may still do what was asked.
    #[error("no reply came in time")]
    Timeout,
}

impl Node {
    /// Asks a server and waits for its answer, for `limit` at most.
    ///
    /// # Errors
    /// [`CallError`]. Dropping the future leaves nothing behind that could disturb.
    pub async fn call(
        &self,
        me: &mut Context,
        server: impl Into<Address>,
        request: Term,
        limit: Duration,
    ) -> Result<Term, CallError> {
        let server = server.into();
        let _ = (server, request, limit, Waiting::new, asked::request, is_answer, Reference::from(self.system().make_ref()), CallError::Timeout);
        let _ = (me, Term::nil(), ExitReason::NoProc, None::<Down>);
        todo!("call: watch the server, send the request with an alias, wait for the answer, the DOWN or the limit")
    }

    /// Tells a server something, and waits for nothing.
    #[track_caller]
    pub fn cast(&self, me: &Context, server: impl Into<Address>, message: Term) {
        self.send(me, server, asked::cast(message));
    }
}

/// `{[alias | Reference], Answer}`, with our reference.
fn is_answer(term: &Term, alias: &Reference) -> bool {
    let Some([Term::List(tag), _]) = term.as_tuple() else { return false };
    matches!(tag.tail(), Some(Term::Reference(reference)) if reference == alias)
}

/// A call under way. However it ends, nobody waits under its alias and nobody is watched any more.
struct Waiting<'a> {
    node: &'a Node,
    me: &'a mut Context,
    reference: Ref,
}

impl<'a> Waiting<'a> {
    fn new(node: &'a Node, me: &'a mut Context, reference: Ref) -> Self {
        node.inner.calls().await_answer(reference, me.pid());
        Self { node, me, reference }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut calls = self.node.inner.calls();
        calls.answered(self.reference);
        calls.forget(&Reference::from(self.reference)); // the server may live here
        drop(calls);
        self.me.demonitor(self.reference, Flush::Yes);
    }
}
