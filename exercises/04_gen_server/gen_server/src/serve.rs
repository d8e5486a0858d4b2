//! The loop of every server: take a message, hand it to its callback, do what the callback says is next.
//!
//! Source: OTP, `gen_server`, `loop/7` and `handle_msg/6`. Chapter: `gen_server`.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use process::{Call, Context, Envelope, Exit, ExitReason, Pid};

use crate::behaviour::{Answer, Client, GenServer, Next, Timeout};
use crate::client::{Cast, GetState, Terminate};

/// How the loop ended: the reason, and the reply that is still owed.
type End<S> = (ExitReason, Option<(Client<<S as GenServer>::Reply>, <S as GenServer>::Reply)>);

/// Serves until a callback says stop, the parent orders it, or a callback panics; then puts things in order.
pub(crate) async fn serve<S: GenServer>(
    mut state: S,
    next: Next<S>,
    parent: Option<Pid>,
    mut me: Context,
) -> ExitReason {
    // TODO terminate: however `run` ends (`catch_unwind`), the callback `terminate` hears of it first
    let ended = AssertUnwindSafe(run(&mut state, next, parent, &mut me)).catch_unwind().await;
    ended.map_or_else(|panic| resume_unwind(panic), |(reason, _owed)| reason)
}

/// Takes messages and has them handled, until the last one.
async fn run<S: GenServer>(
    state: &mut S,
    mut next: Next<S>,
    parent: Option<Pid>,
    me: &mut Context,
) -> End<S> {
    loop {
        // What comes, and how we waited for it: so we wait again if it is no business of the callbacks.
        let (message, waited) = match next {
            Next::Receive => (me.next().await, Next::Receive),
            // TODO continue_timeout: wait for so long at most, and then there is a message all the same
            Next::Timeout(_) => todo!("continue_timeout: {Timeout:?} comes if nothing else does"),
            Next::Continue(_) => todo!("continue_timeout: go on before the next message"),
            Next::Stop(_) => todo!("terminate: the loop ends"),
        };
        next = match handle(state, message, waited, parent, me).await {
            Ok(next) => next,
            Err(end) => return end,
        };
    }
}

/// Hands a message to its callback. `Err`: this was the last one.
async fn handle<S: GenServer>(
    state: &mut S,
    message: Envelope,
    waited: Next<S>,
    parent: Option<Pid>,
    me: &mut Context,
) -> Result<Next<S>, End<S>> {
    let message = match message.open::<Call<S::Call>>() {
        Ok(call) => return handle_call(state, call, me).await,
        Err(message) => message,
    };
    // TODO cast_info: is it a `Cast<S::Cast>`?
    let _ = message.is::<Cast<S::Cast>>();
    // TODO terminate: two orders to end: the parent's `Exit`, and `Terminate` from `Server::stop`
    let _ = (parent, message.is::<Exit>(), message.peek::<Terminate>().map(|order| &order.0));
    match message.open::<Call<GetState>>() {
        Ok(call) => {
            me.reply(call.from, format!("{state:?}"));
            // TODO continue_timeout: and if a time-out was running?
            let _ = waited;
            Ok(Next::Receive)
        }
        Err(_) => todo!("cast_info: everything else is info"),
    }
}

/// Handles a request, and carries out what the callback says of the reply.
async fn handle_call<S: GenServer>(
    state: &mut S,
    Call { from, request }: Call<S::Call>,
    me: &mut Context,
) -> Result<Next<S>, End<S>> {
    let client = Client::new(from);
    match state.handle_call(request, client, me).await {
        // TODO terminate: a reply beside `Next::Stop` goes out later. When?
        Answer::Reply(..) | Answer::NoReply(_) => todo!("call: reply, or leave that to others"),
    }
}
