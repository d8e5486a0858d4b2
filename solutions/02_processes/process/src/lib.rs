//! The process kernel: everything later chapters run on.
//!
//! A process is a future with a mailbox. It is started, sends and receives, links itself with others, watches
//! them, and ends with a reason that those who are tied to it hear.
//!
//! ```
//! use process::{Config, ExitReason, Pid, System};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let server = system.spawn(|mut me| async move {
//!     let client: Pid = me.receive().await;
//!     me.send(client, "hello");
//! });
//! let client = system.spawn(move |mut me| async move {
//!     me.send(server, me.pid());
//!     assert_eq!(me.receive::<&str>().await, "hello");
//! });
//! assert_eq!(system.join(client).await, ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `pid`, `message`; yours are `body`, `gate`, `monitoring`, `linking`, `naming`; then the plumbing:
//! `table`, `life`, `lane`, `signals`, `clock`, `context`, `call`, `system`, `watch`; and
//! `remote`, the door to other nodes. Chapter: `processes`.
//!
//! Left out: the process dictionary. What a process keeps in hidden global state, a reader of its code does not
//! see; pass it as an argument instead.

mod body;
mod call;
mod clock;
mod context;
mod ending;
mod gate;
mod lane;
mod life;
mod linking;
mod message;
mod monitoring;
mod naming;
mod pid;
mod remote;
mod signals;
mod system;
mod table;
mod watch;

pub use call::{Call, CallError, Caller};
pub use clock::Dest;
pub use context::Context;
pub use ending::Ending;
pub use exit_signals::{ExitReason, TrapExit};
pub use message::{Down, Envelope, Exit, Message, Timeout};
pub use monitors::{Flush, Target};
pub use names::NameError;
pub use pid::{Pid, Ref};
pub use remote::{Remote, Signal};
pub use system::{Config, Crash, CrashLog, Info, Spawner, System, Task};
pub use timers::TimerId;
