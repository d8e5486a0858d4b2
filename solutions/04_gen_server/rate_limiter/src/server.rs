//! The server: one process decides for all, so two hits at the same moment cannot both take the last place.
//!
//! It looks at the clock once for each hit, and has itself woken once a window to forget who is quiet.
//!
//! Source: OTP, `gen_server`. Chapter: `gen_server`.

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Envelope};
use tokio::time::Instant;

use crate::limit::{Decision, Limit};
use crate::sliding::SlidingWindow;

// ANCHOR: server
/// A limiter, as a server.
#[derive(Debug)]
pub struct RateLimiter {
    users: SlidingWindow,
    limit: Limit,
    started: Instant,
}

/// What can be asked of a [`RateLimiter`].
#[derive(Clone, Debug)]
pub enum Request {
    /// This user does something; may it?
    Hit(String),
    /// How many users are in memory?
    Users,
}

/// What a [`RateLimiter`] answers.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each to the request that asks for it")]
pub enum Reply {
    Decision(Decision),
    Users(usize),
}

/// The message with which the server wakes itself.
#[derive(Clone, Copy, Debug)]
pub struct Forget;
// ANCHOR_END: server

// ANCHOR: callbacks
impl GenServer for RateLimiter {
    type Args = Limit;
    type Call = Request;
    type Reply = Reply;
    type Cast = ();
    type Continue = ();

    async fn init(limit: Limit, me: &mut Context) -> Init<Self> {
        me.send_after(limit.window, me.pid(), Forget);
        Init::ok(Self { users: SlidingWindow::new(limit), limit, started: Instant::now() })
    }

    async fn handle_call(&mut self, request: Request, _: Client<Reply>, _: &mut Context) -> Answer<Self> {
        // ANCHOR: cut_serve
        Answer::reply(match request {
            Request::Hit(user) => Reply::Decision(self.users.hit(&user, self.started.elapsed())),
            Request::Users => Reply::Users(self.users.users()),
        })
        // ANCHOR_END: cut_serve => // TODO serve: ask the sliding window; what time is it for it, since the server has `started`?
        // ANCHOR_END: cut_serve => let _ = (request, self.started, self.users.users(), Reply::Users, Reply::Decision);
        // ANCHOR_END: cut_serve => todo!("serve: two requests, two answers")
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        // ANCHOR: cut_serve
        if message.is::<Forget>() {
            self.users.forget_quiet(self.started.elapsed());
            me.send_after(self.limit.window, me.pid(), Forget);
        }
        // ANCHOR_END: cut_serve => let _ = (message, me, self.limit.window); // TODO serve: what if it is `Forget`?
        Next::Receive
    }
}
// ANCHOR_END: callbacks
