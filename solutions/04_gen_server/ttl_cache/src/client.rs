//! What callers use.
//!
//! A put is a cast: nobody waits for it. Who puts and then gets finds what it has put all the same, since messages of
//! one sender keep their order.
//!
//! Chapter: `gen_server`.

use std::time::Duration;

use gen_server::Server;
use process::{CallError, Context};

use crate::server::{Message, Reply, Request, TtlCache};

// ANCHOR: client
/// Puts a value, for as long as the cache keeps things.
pub fn put(me: &Context, cache: Server<TtlCache>, key: &str, value: &str) {
    cache.cast(me, Message::Put { key: key.to_owned(), value: value.to_owned(), ttl: None });
}

/// Puts a value, for `ttl`. `Duration::MAX` is for ever.
pub fn put_for(me: &Context, cache: Server<TtlCache>, key: &str, value: &str, ttl: Duration) {
    cache.cast(me, Message::Put { key: key.to_owned(), value: value.to_owned(), ttl: Some(ttl) });
}
// ANCHOR_END: client

/// The value of a key, if it is alive.
///
/// # Errors
/// When the cache does not answer.
pub async fn get(me: &mut Context, cache: Server<TtlCache>, key: &str) -> Result<Option<String>, CallError> {
    cache.call(me, Request::Get(key.to_owned())).await.map(value)
}

/// Removes a key, and says which value it had, if that was alive.
///
/// # Errors
/// When the cache does not answer.
pub async fn delete(
    me: &mut Context,
    cache: Server<TtlCache>,
    key: &str,
) -> Result<Option<String>, CallError> {
    cache.call(me, Request::Delete(key.to_owned())).await.map(value)
}

/// How many entries are alive.
///
/// # Errors
/// When the cache does not answer.
pub async fn size(me: &mut Context, cache: Server<TtlCache>) -> Result<usize, CallError> {
    cache.call(me, Request::Size).await.map(count)
}

/// How many entries are in memory, the expired ones included.
///
/// # Errors
/// When the cache does not answer.
pub async fn stored(me: &mut Context, cache: Server<TtlCache>) -> Result<usize, CallError> {
    cache.call(me, Request::Stored).await.map(count)
}

fn value(reply: Reply) -> Option<String> {
    match reply {
        Reply::Value(value) => value,
        Reply::Count(_) => unreachable!("`Get` and `Delete` are answered with a value"),
    }
}

fn count(reply: Reply) -> usize {
    match reply {
        Reply::Count(count) => count,
        Reply::Value(_) => unreachable!("`Size` and `Stored` are answered with a count"),
    }
}
