//! The road from a process's gate into its mailbox. It takes over everything that has arrived in one go.

use std::collections::VecDeque;
use std::panic::Location;
use std::sync::Arc;
use std::task::{Context as PollContext, Poll, Waker, ready};

use mailbox::Road;
use trace::Kind;

use crate::Pid;
use crate::message::Envelope;
use crate::system::Node;
use crate::table::Seat;

/// Messages a process may take in a row before it lets others run. The BEAM counts reductions, about 4,000.
const TURN: u32 = 1024;

/// The owner's end of its queue.
pub(crate) struct Lane {
    pub(crate) node: Arc<Node>,
    pub(crate) pid: Pid,
    seat: Seat,
    /// Taken over from the gate, not handed to the mailbox yet.
    batch: VecDeque<Envelope>,
    /// Handed to the mailbox and not received yet.
    kept: usize,
    /// How many more messages in this turn.
    turn: u32,
    /// What the process is about to wait in, until the trace knows.
    wait: Option<Wait>,
}

/// What a trace says about a process that waits.
pub(crate) struct Wait {
    pub(crate) what: &'static str,
    pub(crate) whom: Option<Pid>,
    pub(crate) at: &'static Location<'static>,
}

impl Lane {
    pub(crate) fn new(node: Arc<Node>, pid: Pid) -> Self {
        let seat = node.table.seat(pid);
        seat.holds(0);
        Self { node, pid, seat, batch: VecDeque::new(), kept: 0, turn: TURN, wait: None }
    }

    /// A receive begins.
    pub(crate) fn begin(&mut self, wait: Wait) {
        self.wait = Some(wait);
    }

    /// The owner has received a message.
    pub(crate) fn received(&mut self) {
        self.kept -= 1;
        self.seat.holds(self.kept + self.batch.len());
        self.wait = None;
    }

    /// Takes over what has arrived. When that is nothing, the next message rings `bell`.
    fn take_over(&mut self, bell: Option<&Waker>) {
        let Self { seat, batch, kept, .. } = self;
        seat.with(|gate| {
            gate.take_over(batch, bell);
            seat.holds(*kept + batch.len());
        });
    }

    /// Ready when there is a message in the batch.
    fn poll_batch(&mut self, cx: &mut PollContext<'_>) -> Poll<()> {
        if self.seat.is_stopping() {
            return Poll::Pending; // whoever polls us will not do so again
        }
        if self.turn == 0 {
            self.turn = TURN;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.batch.is_empty() {
            self.take_over(Some(cx.waker()));
        }
        if self.batch.is_empty() {
            self.turn = TURN;
            self.tell_wait();
            return Poll::Pending;
        }
        Poll::Ready(())
    }

    fn tell_wait(&mut self) {
        if let Some(Wait { what, whom, at }) = self.wait.take() {
            self.node.tell(self.pid, Some(at), |node| Kind::Wait {
                what: what.to_owned(),
                whom: whom.map(|whom| node.label(whom)),
            });
        }
    }
}

impl Road<Envelope> for Lane {
    fn pop(&mut self) -> Option<Envelope> {
        if self.batch.is_empty() {
            self.take_over(None);
        }
        let envelope = self.batch.pop_front()?;
        self.kept += 1;
        Some(envelope)
    }

    fn poll_pop(&mut self, cx: &mut PollContext<'_>) -> Poll<Envelope> {
        ready!(self.poll_batch(cx));
        self.turn -= 1;
        self.kept += 1;
        Poll::Ready(self.batch.pop_front().expect("a batch that is ready has a message"))
    }

    fn poll_swap(&mut self, cx: &mut PollContext<'_>, empty: &mut VecDeque<Envelope>) -> Poll<()> {
        ready!(self.poll_batch(cx));
        std::mem::swap(&mut self.batch, empty);
        self.kept += empty.len();
        self.turn = self.turn.saturating_sub(u32::try_from(empty.len()).unwrap_or(TURN));
        Poll::Ready(())
    }
}
