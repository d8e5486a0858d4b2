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

// ANCHOR: how
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
// ANCHOR_END: how

impl<T: Message> Task<T> {
    // ANCHOR: shutdown
    /// Ends the task and waits until it has ended: `Task.shutdown`. Gives its outcome when it had one of its own in
    /// the meantime, and `None` when it ended because we asked. Nothing of it is left in the mailbox.
    ///
    /// # Panics
    /// In a process that is not the owner of the task.
    pub async fn shutdown(self, me: &mut Context, how: Shutdown) -> Option<Result<T, ExitReason>> {
        self.owned(me);
        // A monitor of our own: the DOWN of the task's may have been taken already, by `yield_within`.
        let watch = me.monitor(self.pid);
        // ANCHOR: cut_shutdown
        me.unlink(self.pid);
        let (signal, ours) = match how {
            Shutdown::BrutalKill => (ExitReason::Kill, ExitReason::Killed),
            Shutdown::Timeout(_) | Shutdown::Infinity => (ExitReason::Shutdown, ExitReason::Shutdown),
        };
        me.exit(self.pid, signal);
        let reason = self.ended(me, watch, how).await;
        // Signals of one process keep their order: after its DOWN no reply can come any more.
        let reply =
            me.receive_if_timeout(Duration::ZERO, |reply: &Reply<T>| reply.reference == self.reference);
        match reply.await {
            Some(reply) => Some(Ok(reply.value)),
            None if reason == ours => None,
            None => Some(Err(reason)),
        }
        // ANCHOR_END: cut_shutdown => // TODO shutdown: its end must not be ours. Ask it to end, wait for that (`self.ended`), look for a `Reply<T>`
        // ANCHOR_END: cut_shutdown => let _ = (watch, how, Self::ended, |reply: Reply<T>| (reply.reference, reply.value));
        // ANCHOR_END: cut_shutdown => todo!("shutdown: end it, and lose nothing")
    }
    // ANCHOR_END: shutdown

    // ANCHOR: ended
    /// Waits for the end of the task, with a `kill` when the time is over, and says why it ended.
    async fn ended(&self, me: &mut Context, watch: Ref, how: Shutdown) -> ExitReason {
        let ended = |down: &Down| down.reference == watch;
        // ANCHOR: cut_shutdown
        let in_time = match how {
            Shutdown::Timeout(limit) => me.receive_if_timeout(limit, ended).await,
            Shutdown::BrutalKill | Shutdown::Infinity => Some(me.receive_if(ended).await),
        };
        let down = match in_time {
            Some(down) => down,
            None => {
                me.exit(self.pid, ExitReason::Kill);
                me.receive_if(ended).await
            }
        };
        // ANCHOR_END: cut_shutdown => // TODO shutdown: how long may it take, and what if it takes longer?
        // ANCHOR_END: cut_shutdown => let _ = how;
        // ANCHOR_END: cut_shutdown => let down = me.receive_if(ended).await;
        // It may have ended before we watched it. Then the DOWN of the task's own monitor knows the reason.
        let earlier =
            me.receive_if_timeout(Duration::ZERO, |down: &Down| down.reference == self.reference).await;
        me.demonitor(self.reference, Flush::Yes);
        earlier.unwrap_or(down).reason
    }
    // ANCHOR_END: ended
}
