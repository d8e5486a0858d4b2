//! Stopping a task that nobody wants to wait for any longer.
//!
//! It may be finished at the same moment. So: ask it to end, wait until it *has* ended, and look then whether there is
//! a reply after all.
//!
//! Source: Elixir, `Task.shutdown/2`. Chapter: `tasks`.

use std::time::Duration;

use process::{Context, Down, ExitReason, Flush, Message, Ref};

use crate::Task;
use crate::work::Reply;

/// How a task is asked to end. Elixir's default is a timeout of 5 s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shutdown {
    /// With `kill`.
    BrutalKill,
    /// With `shutdown`; with `kill` if it has not ended in this time. (Who traps exits may clean up first.)
    Timeout(Duration),
    /// With `shutdown`, and then it may take as long as it likes.
    Infinity,
}

impl<T: Message> Task<T> {
    /// Ends the task and waits until it has ended: `Task.shutdown`. Gives its outcome when it had one of its own in
    /// the meantime, and `None` when it ended because we asked. Nothing of it is left in the mailbox.
    ///
    /// # Panics
    /// In a process that is not the owner of the task.
    pub async fn shutdown(self, me: &mut Context, how: Shutdown) -> Option<Result<T, ExitReason>> {
        self.owned(me);
        // A monitor of our own: the DOWN of the task's may have been taken already, by `yield_within`.
        let watch = me.monitor(self.pid);
        // TODO shutdown: its end must not be ours. Ask it to end, wait for that (`self.ended`), look for a `Reply<T>`
        let _ = (watch, how, Self::ended, |reply: Reply<T>| (reply.reference, reply.value));
        todo!("shutdown: end it, and lose nothing")
    }

    /// Waits for the end of the task, with a `kill` when the time is over, and says why it ended.
    async fn ended(&self, me: &mut Context, watch: Ref, how: Shutdown) -> ExitReason {
        let ended = |down: &Down| down.reference == watch;
        // TODO shutdown: how long may it take, and what if it takes longer?
        let _ = how;
        let down = me.receive_if(ended).await;
        // It may have ended before we watched it. Then the DOWN of the task's own monitor knows the reason.
        let earlier =
            me.receive_if_timeout(Duration::ZERO, |down: &Down| down.reference == self.reference).await;
        me.demonitor(self.reference, Flush::Yes);
        earlier.unwrap_or(down).reason
    }
}
