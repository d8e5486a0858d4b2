//! Tells open pages that the book has changed: one open line for each page (server-sent events).

use std::io::{self, Write};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use tiny_http::Request;

/// A silent line is spoken on this often, to notice that the page is gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What happened to the book last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It was built again.
    Rebuilt,
    /// It could not be built; the old pages are still served.
    Broken(String),
}

#[derive(Default)]
struct State {
    /// Counts news.
    number: u64,
    news: Option<News>,
    closed: bool,
}

/// The news, and those who wait for them.
#[derive(Default)]
pub(super) struct Changes {
    state: Mutex<State>,
    changed: Condvar,
}

impl Changes {
    /// Tells every open page.
    pub(super) fn tell(&self, news: News) {
        let mut state = self.state.lock().expect("nobody panics while holding the news");
        state.number += 1;
        state.news = Some(news);
        self.changed.notify_all();
    }

    /// Ends every line.
    pub(super) fn close(&self) {
        self.state.lock().expect("nobody panics while holding the news").closed = true;
        self.changed.notify_all();
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state.lock().expect("nobody panics while holding the news").closed
    }

    /// Keeps the line of one page open until the page or the server is gone.
    pub(super) fn stream(&self, request: Request) {
        let mut page = request.into_writer();
        let _ = self.speak(&mut page);
    }

    fn speak(&self, page: &mut impl Write) -> io::Result<()> {
        page.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
              X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 1000\n\n",
        )?;
        page.flush()?;
        let mut state = self.state.lock().expect("nobody panics while holding the news");
        let mut heard = state.number;
        while !state.closed {
            let (woken, _) =
                self.changed.wait_timeout(state, HEARTBEAT).expect("nobody panics while holding the news");
            let news = if woken.number == heard { None } else { woken.news.clone() };
            heard = woken.number;
            drop(woken); // writing may block
            page.write_all(event(news.as_ref()).as_bytes())?;
            page.flush()?;
            state = self.state.lock().expect("nobody panics while holding the news");
        }
        Ok(())
    }
}

fn event(news: Option<&News>) -> String {
    match news {
        None => ":\n\n".to_owned(),
        Some(News::Rebuilt) => "event: rebuilt\ndata:\n\n".to_owned(),
        Some(News::Broken(line)) => format!("event: broken\ndata: {}\n\n", line.replace(['\n', '\r'], " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{News, event};

    #[test]
    fn an_event_is_one_line_of_data() {
        assert_eq!(event(Some(&News::Broken("no\nfile".into()))), "event: broken\ndata: no file\n\n");
    }
}
