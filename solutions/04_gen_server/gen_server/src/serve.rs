//! The loop of every server: take a message, hand it to its callback, do what the callback says is next.
//!
//! Source: OTP, `gen_server`, `loop/7` and `handle_msg/6`. Chapter: `gen_server`.

use std::any::Any;
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
    match AssertUnwindSafe(run(&mut state, next, parent, &mut me)).catch_unwind().await {
        Ok((reason, owed)) => {
            state.terminate(&reason, &mut me).await;
            if let Some((client, reply)) = owed {
                client.reply(&me, reply);
            }
            reason
        }
        Err(panic) => {
            state.terminate(&panic_reason(&*panic), &mut me).await;
            resume_unwind(panic)
        }
    }
}

async fn run<S: GenServer>(
    state: &mut S,
    mut next: Next<S>,
    parent: Option<Pid>,
    me: &mut Context,
) -> End<S> {
    loop {
        let message = match next {
            Next::Stop(reason) => return (reason, None),
            Next::Continue(go_on) => {
                next = state.handle_continue(go_on, me).await;
                continue;
            }
            Next::Receive => me.next().await,
            Next::Timeout(limit) => {
                let message = me.receive_where_timeout(limit, |_| true).await;
                message.unwrap_or_else(|| Envelope::new(me.pid(), Timeout))
            }
        };
        next = match handle(state, message, parent, me).await {
            Ok(next) => next,
            Err(end) => return end,
        };
    }
}

/// Hands a message to its callback. `Err`: this was the last one.
async fn handle<S: GenServer>(
    state: &mut S,
    message: Envelope,
    parent: Option<Pid>,
    me: &mut Context,
) -> Result<Next<S>, End<S>> {
    let message = match message.open::<Call<S::Call>>() {
        Ok(call) => return handle_call(state, call, me).await,
        Err(message) => message,
    };
    let message = match message.open::<Cast<S::Cast>>() {
        Ok(Cast(message)) => return Ok(state.handle_cast(message, me).await),
        Err(message) => message,
    };
    if let Some(exit) = message.peek::<Exit>()
        && Some(exit.from) == parent
    {
        return Err((exit.reason.clone(), None));
    }
    let message = match message.open::<Terminate>() {
        Ok(Terminate(reason)) => return Err((reason, None)),
        Err(message) => message,
    };
    match message.open::<Call<GetState>>() {
        Ok(call) => {
            me.reply(call.from, format!("{state:?}"));
            Ok(Next::Receive)
        }
        Err(message) => Ok(state.handle_info(message, me).await),
    }
}

async fn handle_call<S: GenServer>(
    state: &mut S,
    Call { from, request }: Call<S::Call>,
    me: &mut Context,
) -> Result<Next<S>, End<S>> {
    let client = Client::new(from);
    match state.handle_call(request, client, me).await {
        Answer::Reply(reply, Next::Stop(reason)) => Err((reason, Some((client, reply)))),
        Answer::Reply(reply, next) => {
            client.reply(me, reply);
            Ok(next)
        }
        Answer::NoReply(next) => Ok(next),
    }
}

/// The reason of a process whose code panicked with this.
pub(crate) fn panic_reason(panic: &(dyn Any + Send)) -> ExitReason {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    ExitReason::panic(text.unwrap_or("a value that is no text"))
}
