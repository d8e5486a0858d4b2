//! What every process of the shop is started with, in each of its lives.

use std::fmt;
use std::sync::Arc;

use process::{Context, ExitReason, TrapExit};

use crate::disk::Disk;

/// Takes down what a process says of itself: its id, and a line.
type Log = Arc<dyn Fn(&str, String) + Send + Sync>;

/// The disk, and where workers say that they begin and end.
#[derive(Clone)]
pub struct Setup {
    /// The disk of this shop.
    pub disk: Disk,
    log: Log,
}

impl Setup {
    /// A new disk, and a log.
    pub fn logging(log: impl Fn(&str, String) + Send + Sync + 'static) -> Self {
        Self { disk: Disk::default(), log: Arc::new(log) }
    }

    /// A worker begins. It traps exits, so that its end can be told.
    pub(crate) fn begin(&self, me: &Context, id: &str) {
        me.trap_exit(TrapExit::Yes);
        self.say(id, format!("init {id}"));
    }

    /// A worker ends.
    pub(crate) fn end(&self, id: &str, reason: &ExitReason) {
        self.say(id, format!("terminate {id} {reason}"));
    }

    pub(crate) fn say(&self, id: &str, line: String) {
        (self.log)(id, line);
    }
}

/// A new disk, and nobody listens.
impl Default for Setup {
    fn default() -> Self {
        Self::logging(|_, _| {})
    }
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("setup")
    }
}
