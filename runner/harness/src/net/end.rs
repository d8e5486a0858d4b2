//! One end of a connection: reads what has arrived, and waits for what is on the way.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::connection::{Connection, Life, What, wake};
use super::{Net, WINDOW};

/// One write in this many arrives in two parts.
const SPLIT: usize = 4;

pub(super) struct End {
    net: Net,
    id: u64,
    side: usize,
    reading: Timer,
    writing: Timer,
}

/// What an operation of this moment comes to.
enum Now<T> {
    Done(io::Result<T>),
    /// Something changes then, or when somebody wakes us.
    Wait(Option<Instant>),
}

impl End {
    pub(super) fn new(net: Net, id: u64, side: usize) -> Self {
        Self { net, id, side, reading: Timer(None), writing: Timer(None) }
    }

    fn read_now(&self, cx: &Context<'_>, buf: &mut ReadBuf<'_>) -> Now<()> {
        let mut state = self.net.state();
        let Some(connection) = open(state.connections.get_mut(&self.id), self.side) else {
            return Now::Done(Err(io::ErrorKind::ConnectionReset.into()));
        };
        let way = &mut connection.ways[1 - self.side];
        let (now, before) = (Instant::now(), buf.filled().len());
        let ended = loop {
            let Some(first) = way.segments.front_mut() else { break None };
            if first.due.is_none_or(|due| due > now) {
                way.reader = Some(cx.waker().clone());
                break first.due.map(|due| Now::Wait(Some(due)));
            }
            match &mut first.what {
                What::Bytes { bytes, read } => {
                    let taken = buf.remaining().min(bytes.len() - *read);
                    buf.put_slice(&bytes[*read..*read + taken]);
                    *read += taken;
                    way.bytes -= taken;
                    if *read < bytes.len() {
                        break Some(Now::Done(Ok(())));
                    }
                    way.segments.pop_front();
                }
                What::Fin | What::Gone => break Some(Now::Done(Ok(()))),
                What::Reset => break Some(Now::Done(Err(io::ErrorKind::ConnectionReset.into()))),
            }
        };
        if buf.filled().len() > before {
            wake(way.writer.take());
            return Now::Done(Ok(()));
        }
        way.reader = Some(cx.waker().clone());
        ended.unwrap_or(Now::Wait(None))
    }

    fn write_now(&self, cx: &Context<'_>, bytes: &[u8]) -> Now<usize> {
        let mut state = self.net.state();
        let Some(connection) = open(state.connections.get_mut(&self.id), self.side) else {
            return Now::Done(Err(io::ErrorKind::ConnectionReset.into()));
        };
        let news = connection.ways[1 - self.side].segments.iter().find_map(|segment| match segment.what {
            What::Gone => Some((segment.due, io::ErrorKind::BrokenPipe)),
            What::Reset => Some((segment.due, io::ErrorKind::ConnectionReset)),
            What::Bytes { .. } | What::Fin => None,
        });
        let way = &mut connection.ways[self.side];
        if way.shut {
            return Now::Done(Err(io::ErrorKind::BrokenPipe.into()));
        }
        if let Some((Some(due), kind)) = news
            && due <= Instant::now()
        {
            return Now::Done(Err(kind.into()));
        }
        let taken = bytes.len().min(WINDOW - way.bytes);
        if taken == 0 && !bytes.is_empty() {
            way.writer = Some(cx.waker().clone());
            return Now::Wait(news.and_then(|(due, _)| due));
        }
        let in_two = taken > 1 && state.rng.below(SPLIT) == 0;
        let middle = if in_two { 1 + state.rng.below(taken - 1) } else { taken };
        for part in [&bytes[..middle], &bytes[middle..taken]] {
            if !part.is_empty() {
                state.push(self.id, self.side, What::Bytes { bytes: part.to_vec(), read: 0 });
            }
        }
        Now::Done(Ok(taken))
    }

    /// Tells the other end, once, that there is no more to read.
    fn shut(&self) {
        let mut state = self.net.state();
        let Some(connection) = open(state.connections.get_mut(&self.id), self.side) else { return };
        if !std::mem::replace(&mut connection.ways[self.side].shut, true) {
            state.push(self.id, self.side, What::Fin);
        }
    }
}

/// The connection, unless this end of it has crashed.
fn open(connection: Option<&mut Connection>, side: usize) -> Option<&mut Connection> {
    connection.filter(|connection| connection.ends[side] == Life::Open)
}

impl network::Io for End {}

impl AsyncRead for End {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            match self.read_now(cx, buf) {
                Now::Done(result) => return Poll::Ready(result),
                Now::Wait(until) => ready!(self.reading.poll(cx, until)),
            }
        }
    }
}

impl AsyncWrite for End {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        loop {
            match self.write_now(cx, bytes) {
                Now::Done(result) => return Poll::Ready(result),
                Now::Wait(until) => ready!(self.writing.poll(cx, until)),
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.shut();
        Poll::Ready(Ok(()))
    }
}

impl Drop for End {
    fn drop(&mut self) {
        self.net.state().drop_end(self.id, self.side);
    }
}

/// A timer that is set anew each time.
struct Timer(Option<Pin<Box<Sleep>>>);

impl Timer {
    fn poll(&mut self, cx: &mut Context<'_>, until: Option<Instant>) -> Poll<()> {
        let Some(until) = until else { return Poll::Pending };
        let sleep = self.0.get_or_insert_with(|| Box::pin(sleep_until(until)));
        if sleep.deadline() != until {
            sleep.as_mut().reset(until);
        }
        sleep.as_mut().poll(cx)
    }
}
