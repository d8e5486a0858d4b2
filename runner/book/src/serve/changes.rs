//! Tells open pages that the book has changed: one open line for each page (server-sent events).

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::Stream;
use futures_util::stream::unfold;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{self, Receiver, Sender};

use super::Shared;

/// News a slow page may miss before it is told the last of them.
const KEPT: usize = 8;

/// What happened to the book last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It was built again.
    Rebuilt,
    /// It could not be built; the old pages are still served.
    Broken(String),
}

/// The news, and those who wait for them. Without a sender every line ends.
pub(super) struct Changes(Mutex<Option<Sender<News>>>);

impl Default for Changes {
    fn default() -> Self {
        Self(Mutex::new(Some(broadcast::channel(KEPT).0)))
    }
}

impl Changes {
    /// Tells every open page.
    pub(super) fn tell(&self, news: News) {
        if let Some(sender) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = sender.send(news); // nobody listens: no page is open
        }
    }

    /// Ends every line.
    pub(super) fn close(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    fn listen(&self) -> Receiver<News> {
        let sender = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sender.as_ref().map_or_else(|| broadcast::channel(KEPT).1, Sender::subscribe)
    }
}

/// Keeps the line of one page open until the page or the server is gone.
pub(super) async fn stream(
    State(shared): State<Arc<Shared>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = unfold(shared.changes.listen(), |mut news| async move {
        loop {
            match news.recv().await {
                Ok(item) => return Some((Ok(event(item)), news)),
                Err(RecvError::Lagged(_)) => {} // the newest is still to come
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn event(news: News) -> Event {
    match news {
        // An event without data is none: browsers drop it.
        News::Rebuilt => Event::default().event("rebuilt").data("rebuilt"),
        News::Broken(line) => Event::default().event("broken").data(line),
    }
}
