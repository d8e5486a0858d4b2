//! A connection between two hosts: its ends, and what is on the way from each to the other.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::Waker;

use tokio::time::Instant;

/// The name of a host.
pub(super) type Name = Arc<str>;

/// Two ends, the client's (0) and the server's (1), and a way from each to the other.
pub(super) struct Connection {
    pub(super) ends: [Life; 2],
    /// `ways[side]` carries what `side` writes.
    pub(super) ways: [Way; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    Open,
    /// The host crashed: every operation fails.
    Crashed,
    Dropped,
}

/// One direction of a connection.
pub(super) struct Way {
    pub(super) from: Name,
    pub(super) to: Name,
    /// In the order of writing, which is the order of arrival; after a lost one all are lost.
    pub(super) segments: VecDeque<Segment>,
    pub(super) bytes: usize,
    pub(super) reader: Option<Waker>,
    pub(super) writer: Option<Waker>,
    pub(super) shut: bool,
    /// When the last one arrives.
    pub(super) last: Instant,
}

pub(super) struct Segment {
    /// When it arrives; nothing for one that was lost and waits for the healing.
    pub(super) due: Option<Instant>,
    pub(super) what: What,
}

pub(super) enum What {
    Bytes {
        bytes: Vec<u8>,
        read: usize,
    },
    /// The writer has no more to say.
    Fin,
    /// The writer has gone: nobody reads what is sent back.
    Gone,
    /// The host of the writer has crashed.
    Reset,
}

impl Connection {
    /// What was to arrive at `side` has nobody who reads it.
    pub(super) fn forget_arrivals(&mut self, side: usize) {
        let way = &mut self.ways[1 - side];
        way.segments.clear();
        way.bytes = 0;
        wake(way.writer.take());
    }

    /// Both halves of an end look again at what they wait for.
    pub(super) fn wake(&mut self, side: usize) {
        wake(self.ways[1 - side].reader.take());
        wake(self.ways[side].writer.take());
    }
}

impl Way {
    pub(super) fn new(from: &Name, to: &Name) -> Self {
        let (from, to) = (from.clone(), to.clone());
        let (segments, last) = (VecDeque::new(), Instant::now());
        Self { from, to, segments, bytes: 0, reader: None, writer: None, shut: false, last }
    }

    pub(super) fn push(&mut self, segment: Segment) {
        self.last = segment.due.unwrap_or(self.last);
        if let What::Bytes { bytes, .. } = &segment.what {
            self.bytes += bytes.len();
        }
        self.segments.push_back(segment);
    }
}

pub(super) fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
