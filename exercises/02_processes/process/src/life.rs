//! The life of a process: it is started, polled, and ends; its end is told in a fixed order.
//!
//! A panic is caught at each poll, logged, and becomes the exit reason. A kill drops the future the next time it
//! waits: there is no preemption, and code that never waits cannot be killed.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::task::{Context as PollContext, Poll, Waker};

use exit_signals::ExitReason;
use pin_project_lite::pin_project;
use trace::Kind;

use crate::body::poll_body;
use crate::context::Context;
use crate::ending::Ending;
use crate::gate::{AtExit, Phase, Ties};
use crate::system::{Crash, Node, System};
use crate::table::Seat;
use crate::{Pid, Ref};

/// How a new process is bound to its parent, before it runs for the first time.
pub(crate) enum Tie {
    None,
    Link,
    Monitor(Ref),
}

/// Opens a slot, ties the child to its parent and hands its future to the executor.
pub(crate) fn start<F, Fut>(
    system: &System,
    parent: Pid,
    tie: Tie,
    body: F,
    at: &'static Location<'static>,
) -> Pid
where
    F: FnOnce(Context) -> Fut,
    Fut: Future<Output: Ending> + Send + 'static,
{
    let node = &system.node;
    let pid = node.table.open();
    let life = Life { node: Arc::clone(node), pid, seat: node.table.seat(pid), waker: None, over: false };
    node.tell(parent, Some(at), |node| Kind::Spawn { child: node.label(pid) });
    match tie {
        Tie::None => {}
        Tie::Link => node.link(parent, pid, at),
        Tie::Monitor(reference) => node.monitor(parent, reference, monitors::Target::Process(pid), at),
    }
    // The closure runs on the stack of the parent; its panic is the child's.
    let context = Context::new(system.clone(), pid);
    let body = catch_unwind(AssertUnwindSafe(|| body(context)));
    let (body, stillborn) = match body {
        Ok(body) => (Some(body), None),
        Err(panic) => (None, Some(life.crashed(&*panic))),
    };
    let running = Running { life, body, stillborn };
    match &node.spawner {
        None => drop(tokio::spawn(running)),
        Some(spawner) => spawner(Box::pin(running)),
    }
    pid
}

pin_project! {
    /// The task of one process.
    struct Running<Fut> {
        // First, and so the first to be dropped with the whole: then nobody is told of the rest.
        life: Life,
        #[pin]
        body: Option<Fut>,
        stillborn: Option<ExitReason>,
    }
}

impl<Fut: Future<Output: Ending>> Future for Running<Fut> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut PollContext<'_>) -> Poll<()> {
        let mut this = self.project();
        this.life.can_be_woken_by(cx.waker());
        let returned = match this.body.as_mut().as_pin_mut() {
            None => this.stillborn.take(),
            Some(_) if this.life.is_stopping() => None,
            Some(body) => match poll_body(body, cx, |panic| this.life.crashed(panic)) {
                Poll::Ready(reason) => Some(reason),
                Poll::Pending if this.life.is_stopping() => None,
                Poll::Pending => return Poll::Pending,
            },
        };
        // What the future owns goes before anybody hears of the end.
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| this.body.set(None))) {
            this.life.crashed(&*panic);
        }
        this.life.end(returned);
        Poll::Ready(())
    }
}

/// The part of a running process that does not depend on its code.
struct Life {
    node: Arc<Node>,
    pid: Pid,
    seat: Seat,
    /// The waker that the gate knows, to see without a lock whether it has changed.
    waker: Option<Waker>,
    over: bool,
}

impl Life {
    /// Lets an exit signal wake the process, whatever it waits for.
    fn can_be_woken_by(&mut self, waker: &Waker) {
        if self.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            return;
        }
        self.waker = Some(waker.clone());
        self.node.table.with(self.pid, |gate| gate.task = Some(waker.clone()));
    }

    fn is_stopping(&self) -> bool {
        self.seat.is_stopping()
    }

    /// Logs a panic and makes an exit reason of it.
    fn crashed(&self, panic: &(dyn Any + Send)) -> ExitReason {
        let reason = ExitReason::of_panic(panic);
        let name = self.node.names().name_of(self.pid).map(str::to_owned);
        let crash = Crash { pid: self.pid, name, reason: reason.clone() };
        match &self.node.crash_log {
            Some(log) => log(&crash),
            None => eprintln!("process {} ended: {reason}", crash.name.unwrap_or(self.pid.to_string())),
        }
        reason
    }

    /// The process is over: frees what it had, then tells everybody who must know.
    fn end(&mut self, returned: Option<ExitReason>) {
        self.over = true;
        let (node, pid) = (Arc::clone(&self.node), self.pid);
        while let Some(acts) = self.at_exit(returned.as_ref()) {
            self.act(acts);
        }
        let Some((reason, mut ties, named, unread)) = self.leave(returned) else { return };
        // Asked for between the last look and the closing of the gate.
        let late = ties.as_mut().map(|ties| std::mem::take(&mut ties.at_exit));
        self.act(late.unwrap_or_default());
        node.tell(pid, None, |_| Kind::Exit { reason: reason.to_string() });
        node.tell_the_end(pid, &reason, ties, named);
        node.table.close(pid);
        drop(unread); // outside the lock: a message may own anything
    }

    /// What others do before anybody hears of the end. It is decided by now, but the process is not yet gone:
    /// who watches or joins it still waits.
    fn at_exit(&self, returned: Option<&ExitReason>) -> Option<Vec<AtExit>> {
        let acts = self.node.table.with(self.pid, |gate| {
            let acts = gate.existing_ties().map(|ties| std::mem::take(&mut ties.at_exit)).unwrap_or_default();
            if !acts.is_empty() {
                let _ = gate.stop(returned.cloned().unwrap_or(ExitReason::Killed));
            }
            acts
        });
        acts.filter(|acts| !acts.is_empty())
    }

    fn act(&self, acts: Vec<AtExit>) {
        for act in acts {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(act)) {
                self.crashed(&*panic); // the others must still act, and the end must be told
            }
        }
    }

    /// Closes the gate: from here on the pid reaches nobody.
    fn leave(
        &self,
        returned: Option<ExitReason>,
    ) -> Option<(ExitReason, Option<Box<Ties>>, bool, impl Sized + use<>)> {
        self.node.table.with(self.pid, |gate| {
            // A signal that came first decides; what the code returned afterwards does not count.
            let reason = match &gate.phase {
                Phase::Stopping(reason) => reason.clone(),
                _ => returned.unwrap_or(ExitReason::Killed),
            };
            gate.phase = Phase::Ended(reason.clone());
            let unread = (std::mem::take(&mut gate.queue), gate.bell.take(), gate.task.take());
            (reason, gate.take_ties(), gate.named, unread)
        })
    }
}

impl Drop for Life {
    /// The executor gave the process up. The program ends or a check is over: nobody is told, nothing is kept.
    fn drop(&mut self) {
        if self.over {
            return;
        }
        if let Some((reason, ties, _, unread)) = self.leave(None) {
            for joiner in ties.into_iter().flat_map(|ties| ties.joiners) {
                let _ = joiner.send(reason.clone());
            }
            self.node.names.write().unwrap_or_else(PoisonError::into_inner).ended(self.pid);
            self.node.table.close(self.pid);
            drop(unread);
        }
    }
}
