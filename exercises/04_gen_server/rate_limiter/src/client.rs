//! What callers use. A hit is a call: whoever is refused must not go on before it knows.
//!
//! Chapter: `gen_server`.

use gen_server::Server;
use process::{CallError, Context};

use crate::limit::Decision;
use crate::server::{RateLimiter, Reply, Request};

/// A user does something; may it?
///
/// # Errors
/// When the limiter does not answer. Whether that means yes or no, the caller decides.
pub async fn hit(me: &mut Context, limiter: Server<RateLimiter>, user: &str) -> Result<Decision, CallError> {
    match limiter.call(me, Request::Hit(user.to_owned())).await? {
        Reply::Decision(decision) => Ok(decision),
        Reply::Users(_) => unreachable!("a hit is answered with a decision"),
    }
}

/// How many users the limiter has in memory.
///
/// # Errors
/// When the limiter does not answer.
pub async fn users(me: &mut Context, limiter: Server<RateLimiter>) -> Result<usize, CallError> {
    match limiter.call(me, Request::Users).await? {
        Reply::Users(users) => Ok(users),
        Reply::Decision(_) => unreachable!("the question for users is answered with a number"),
    }
}
