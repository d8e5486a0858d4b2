//! The loop of every server: take a message, hand it to its callback, do what the callback says is next.
//!
//! Source: OTP, `gen_server`, `loop/7` and `handle_msg/6`. Chapter: `gen_server`.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use process::{Call, Context, Envelope, Exit, ExitReason, Pid};

use crate::behaviour::{Answer, Client, GenServer, Next, Timeout};
use crate::client::{Cast, GetState, Terminate};

// ANCHOR: serve
/// How the loop ended: the reason, and the reply that is still owed.
type End<S> = (ExitReason, Option<(Client<<S as GenServer>::Reply>, <S as GenServer>::Reply)>);

/// Serves until a callback says stop, the parent orders it, or a callback panics; then puts things in order.
pub(crate) async fn serve<S: GenServer>(
    mut state: S,
    next: Next<S>,
    parent: Option<Pid>,
    mut me: Context,
) -> ExitReason {
    // ANCHOR: cut_terminate
    match AssertUnwindSafe(run(&mut state, next, parent, &mut me)).catch_unwind().await {
        Ok((reason, owed)) => {
            state.terminate(&reason, &mut me).await;
            if let Some((client, reply)) = owed {
                client.reply(&me, reply);
            }
            reason
        }
        Err(panic) => {
            state.terminate(&ExitReason::of_panic(&*panic), &mut me).await;
            resume_unwind(panic)
        }
    }
    // ANCHOR_END: cut_terminate => // TODO terminate: however `run` ends (`catch_unwind`), the callback `terminate` hears of it first
    // ANCHOR_END: cut_terminate => let ended = AssertUnwindSafe(run(&mut state, next, parent, &mut me)).catch_unwind().await;
    // ANCHOR_END: cut_terminate => ended.map_or_else(|panic| resume_unwind(panic), |(reason, _owed)| reason)
}
// ANCHOR_END: serve

// ANCHOR: run
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
            // ANCHOR: cut_continue_timeout
            Next::Timeout(limit) => {
                let message = me.receive_where_timeout(limit, |_| true).await;
                (message.unwrap_or_else(|| Envelope::new(me.pid(), Timeout)), Next::Timeout(limit))
            }
            Next::Continue(go_on) => {
                next = state.handle_continue(go_on, me).await;
                continue;
            }
            // ANCHOR_END: cut_continue_timeout => // TODO continue_timeout: wait for so long at most, and then there is a message all the same
            // ANCHOR_END: cut_continue_timeout => Next::Timeout(_) => todo!("continue_timeout: {Timeout:?} comes if nothing else does"),
            // ANCHOR_END: cut_continue_timeout => Next::Continue(_) => todo!("continue_timeout: go on before the next message"),
            // ANCHOR: cut_terminate
            Next::Stop(reason) => return (reason, None),
            // ANCHOR_END: cut_terminate => Next::Stop(_) => todo!("terminate: the loop ends"),
        };
        next = match handle(state, message, waited, parent, me).await {
            Ok(next) => next,
            Err(end) => return end,
        };
    }
}
// ANCHOR_END: run

// ANCHOR: handle
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
    // ANCHOR: cut_cast_info
    let message = match message.open::<Cast<S::Cast>>() {
        Ok(Cast(message)) => return Ok(state.handle_cast(message, me).await),
        Err(message) => message,
    };
    // ANCHOR_END: cut_cast_info => // TODO cast_info: is it a `Cast<S::Cast>`?
    // ANCHOR_END: cut_cast_info => let _ = message.is::<Cast<S::Cast>>();
    // ANCHOR: cut_terminate
    if let Some(exit) = message.peek::<Exit>()
        && Some(exit.from) == parent
    {
        return Err((exit.reason.clone(), None));
    }
    let message = match message.open::<Terminate>() {
        Ok(Terminate(reason)) => return Err((reason, None)),
        Err(message) => message,
    };
    // ANCHOR_END: cut_terminate => // TODO terminate: two orders to end: the parent's `Exit`, and `Terminate` from `Server::stop`
    // ANCHOR_END: cut_terminate => let _ = (parent, message.is::<Exit>(), message.peek::<Terminate>().map(|order| &order.0));
    match message.open::<Call<GetState>>() {
        Ok(call) => {
            me.reply(call.from, format!("{state:?}"));
            // ANCHOR: cut_continue_timeout
            Ok(waited)
            // ANCHOR_END: cut_continue_timeout => // TODO continue_timeout: and if a time-out was running?
            // ANCHOR_END: cut_continue_timeout => let _ = waited;
            // ANCHOR_END: cut_continue_timeout => Ok(Next::Receive)
        }
        // ANCHOR: cut_cast_info
        Err(message) => Ok(state.handle_info(message, me).await),
        // ANCHOR_END: cut_cast_info => Err(_) => todo!("cast_info: everything else is info"),
    }
}
// ANCHOR_END: handle

// ANCHOR: call
/// Handles a request, and carries out what the callback says of the reply.
async fn handle_call<S: GenServer>(
    state: &mut S,
    Call { from, request }: Call<S::Call>,
    me: &mut Context,
) -> Result<Next<S>, End<S>> {
    let client = Client::new(from);
    match state.handle_call(request, client, me).await {
        // ANCHOR: cut_terminate
        Answer::Reply(reply, Next::Stop(reason)) => Err((reason, Some((client, reply)))),
        // ANCHOR_END: cut_terminate => // TODO terminate: a reply beside `Next::Stop` goes out later. When?
        // ANCHOR: cut_call
        Answer::Reply(reply, next) => {
            client.reply(me, reply);
            Ok(next)
        }
        Answer::NoReply(next) => Ok(next),
        // ANCHOR_END: cut_call => Answer::Reply(..) | Answer::NoReply(_) => todo!("call: reply, or leave that to others"),
    }
}
// ANCHOR_END: call
