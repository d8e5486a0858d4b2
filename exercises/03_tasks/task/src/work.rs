//! The side of the task: it waits for its order, works, and replies once.
//!
//! A task does not begin before its owner watches it. Therefore no crash is so early that its reason is lost.
//!
//! Source: Elixir, `Task.Supervised`. Chapter: `tasks`.

use std::fmt;
use std::future::Future;

use process::{Context, Down, ExitReason, Flush, Message, Pid, Ref};

/// What a task waits for before it begins: who asks, and under which reference.
pub struct Order {
    pub(crate) owner: Pid,
    /// The owner's monitor of this task.
    pub(crate) reference: Ref,
}

/// What a task sends home.
pub(crate) struct Reply<T> {
    pub(crate) reference: Ref,
    pub(crate) value: T,
}

impl Order {
    /// Sends the result to the owner. `T` must be that of the owner's [`Task<T>`](crate::Task).
    #[track_caller]
    pub fn reply<T: Message>(self, me: &Context, value: T) {
        me.send(self.owner, Reply { reference: self.reference, value });
    }
}

/// The whole life of a task: the body of a process that somebody starts for `owner`, who makes a
/// [`Task`](crate::Task) of its pid with [`Task::of`](crate::Task::of).
pub async fn run<T: Message>(mut me: Context, owner: Pid, work: impl Future<Output = T> + Send) {
    // TODO start: wait for the `order` of the owner, do the work, send `order.reply(…)`
    let _ = (&mut me, owner, work, order, Order::reply::<T>);
    todo!("start: order, work, reply")
}

/// Waits for the owner's order: the beginning of a task that needs its own context while it works.
///
/// An owner that ends first gives no order any more; then the task ends as well, with `{shutdown, _}`.
pub async fn order(me: &mut Context, owner: Pid) -> Order {
    let links = me.system().info(me.pid()).map(|info| info.links).unwrap_or_default();
    // A linked task falls with its owner; any other must hear of the owner's end.
    let watch = (!links.contains(&owner)).then(|| me.monitor(owner));
    let ended = |down: &Down| Some(down.reference) == watch;
    let letter =
        me.receive_where(|letter| letter.is::<Order>() || letter.peek::<Down>().is_some_and(ended)).await;
    if let Some(watch) = watch {
        me.demonitor(watch, Flush::Yes);
    }
    match letter.open::<Order>() {
        Ok(order) => order,
        Err(_) => me.stop(ExitReason::ShutdownWith("the owner has ended".into())).await,
    }
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("order")
    }
}

impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reply {:?}", self.value)
    }
}
