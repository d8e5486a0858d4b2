//! Whose turn it is: two ways to stay runnable that make a connection faster.
//!
//! Source: `erl +sbwt` (how long a scheduler of the BEAM waits busily before it sleeps). Chapter: `distribution`.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use tokio::task::yield_now;

/// Goes behind all that can run now. Not tokio's `yield_now`: that one asks the operating system for news as well,
/// which a single caller would wait for.
pub async fn let_others_run() {
    let mut first = true;
    poll_fn(|cx| {
        if !std::mem::take(&mut first) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Waits for something, and asks the operating system so many times for news before the thread may sleep. To be woken
/// is dearer than many questions: an answer that is on its way finds us awake.
pub async fn stay_awake<T>(questions: u32, waiting: impl Future<Output = T>) -> T {
    let mut waiting = pin!(waiting);
    for _ in 0..questions {
        if let Poll::Ready(value) = poll_fn(|cx| Poll::Ready(waiting.as_mut().poll(cx))).await {
            return value;
        }
        yield_now().await;
    }
    waiting.await
}
