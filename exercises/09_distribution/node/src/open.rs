//! A typed server that other nodes can ask: `GenServer.call({:kv, :"a@127.0.0.1"}, {:get, "k"})` from Elixir, and
//! `node.call` from Rust.
//!
//! Requests, casts and answers cross as terms ([`Wire`]). The server itself does not know of it: it has its own types,
//! and processes of its node ask it as ever.
//!
//! Differs: what is no request of the server's type is answered with `{:error, {:badarg, text}}`; a server of the
//! BEAM would crash. A reply beside `Stop` goes out before `terminate`.
//! Source: OTP, `gen_server`. Chapter: `distribution`.

use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Caller, Context, Envelope, ExitReason};
use term::{Term, term};

use crate::Node;
use crate::asked::{Asked, GenMessage};
use crate::wire::Wire;

/// Wraps a server so that it can be asked from elsewhere.
pub struct Open<G> {
    inner: G,
    node: Node,
}

impl<G: fmt::Debug> fmt::Debug for Open<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<G> GenServer for Open<G>
where
    G: GenServer<Call: Wire, Reply: Wire, Cast: Wire>,
{
    type Args = (Node, G::Args);
    type Call = G::Call;
    type Reply = G::Reply;
    type Cast = G::Cast;
    type Continue = G::Continue;

    async fn init((node, args): Self::Args, me: &mut Context) -> Init<Self> {
        match G::init(args, me).await {
            Init::Ok(inner, next) => Init::Ok(Self { inner, node }, passed(next)),
            Init::Ignore => Init::Ignore,
            Init::Stop(reason) => Init::Stop(reason),
        }
    }

    async fn handle_call(
        &mut self,
        request: G::Call,
        from: Client<G::Reply>,
        me: &mut Context,
    ) -> Answer<Self> {
        match self.inner.handle_call(request, from, me).await {
            Answer::Reply(reply, next) => Answer::Reply(reply, passed(next)),
            Answer::NoReply(next) => Answer::NoReply(passed(next)),
        }
    }

    async fn handle_cast(&mut self, message: G::Cast, me: &mut Context) -> Next<Self> {
        passed(self.inner.handle_cast(message, me).await)
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        let message = match message.open::<Term>() {
            Ok(term) => term,
            Err(other) => return passed(self.inner.handle_info(other, me).await),
        };
        match GenMessage::of(message) {
            GenMessage::Call(asked, request) => self.asked(asked, &request, me).await,
            GenMessage::Cast(message) => match G::Cast::of_wire(&message) {
                Ok(message) => self.handle_cast(message, me).await,
                Err(_) => Next::Receive,
            },
            GenMessage::Info(message) => {
                let message = Envelope::new(process::Pid::OUTSIDE, message);
                passed(self.inner.handle_info(message, me).await)
            }
        }
    }

    async fn handle_continue(&mut self, go_on: G::Continue, me: &mut Context) -> Next<Self> {
        passed(self.inner.handle_continue(go_on, me).await)
    }

    async fn terminate(&mut self, reason: &ExitReason, me: &mut Context) {
        self.inner.terminate(reason, me).await;
    }
}

impl<G> Open<G>
where
    G: GenServer<Call: Wire, Reply: Wire, Cast: Wire>,
{
    /// A request has come as a term.
    async fn asked(&mut self, asked: Asked, request: &Term, me: &mut Context) -> Next<Self> {
        let request: G::Call = match G::Call::of_wire(request) {
            Ok(request) => request,
            Err(error) => {
                let text = Term::binary(error.into_bytes());
                self.node.answer(me, &asked, term!({:error, {:badarg, (text)}}));
                return Next::Receive;
            }
        };
        // The server knows the request by a reference of this node, wherever it came from.
        let reference = self.node.system().make_ref();
        let caller = Caller::elsewhere(asked.pid, reference);
        let node = self.node.node_of(asked.pid);
        self.node.inner.calls().take(reference, asked, encode::<G::Reply>, node);
        match self.inner.handle_call(request, Client::new(caller), me).await {
            Answer::Reply(reply, next) => {
                Client::new(caller).reply(me, reply);
                passed(next)
            }
            Answer::NoReply(next) => passed(next),
        }
    }
}

/// The answer of a typed server as a term.
fn encode<R: Wire + process::Message>(answer: Envelope) -> Option<Term> {
    answer.open::<R>().ok()?.into_wire()
}

/// The same order, for the server around.
fn passed<A, B>(next: Next<A>) -> Next<B>
where
    A: GenServer,
    B: GenServer<Continue = A::Continue>,
{
    match next {
        Next::Receive => Next::Receive,
        Next::Timeout(limit) => Next::Timeout(limit),
        Next::Continue(go_on) => Next::Continue(go_on),
        Next::Stop(reason) => Next::Stop(reason),
    }
}
