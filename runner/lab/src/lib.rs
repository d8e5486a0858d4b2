//! The shell around a lab: an example of an exercise whose processes can be looked at, talked to and killed.
//!
//! The example starts its processes and says what can be asked of them; the rest is here. `kernel!` makes the three
//! lines between a lab and the process system it runs on, which may be the course's or the learner's own.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use lab::{Lab, Stage, Text, shown};
//! use process::{Call, Context};
//!
//! lab::kernel!(process);
//!
//! const ABOUT: Text = Text { en: "A server that echoes.", ru: "Сервер, который отвечает тем же." };
//!
//! async fn echo(mut me: Context) {
//!     loop {
//!         let Call { from, request } = me.receive::<Call<String>>().await;
//!         me.reply(from, request);
//!     }
//! }
//!
//! async fn open(stage: Stage) -> Option<Lab> {
//!     let node = Node::new(&stage);
//!     node.start(|me| Box::pin(async move { me.system().register("echo", me.spawn_link(echo)).ok() })).await??;
//!     let ask = node.clone();
//!     Some(Lab::new(node, ABOUT).call("echo", "say TEXT", move |request| {
//!         let (server, text) = (ask.pid(request.to)?, request.text()?);
//!         Some(ask.ask(move |me| Box::pin(async move { shown(me.call::<String>(server, text, None).await) })))
//!     }))
//! }
//!
//! fn main() -> ExitCode {
//!     lab::run("echo", open)
//! }
//! ```
//!
//! One thread runs the processes, on the real clock; the other reads lines. Whatever a line asks for, its answer comes
//! when every process has come to rest.
//!
//! Reading order: `setup` (what an example says), `kernel`, `stage` (where processes run), `record` (what is noticed of
//! them), `command`, `conduct` (a command is carried out), `family` and `draw` (the tree), `tell`
//! (everything else that is said), `shell`, `words`.
//!
//! Labs of several nodes: `machine` (one of them), `cables` (the network between), `nodes` (they start, stop, crash, and
//! their cables are pulled). For tests of labs: `piped`.

mod cables;
mod command;
mod conduct;
mod draw;
mod family;
mod kernel;
mod machine;
mod nodes;
mod page;
pub mod piped;
mod record;
mod setup;
mod shell;
mod stage;
mod tell;
mod words;

pub use cables::{Cables, Host};
pub use kernel::{Kernel, Process};
pub use machine::Machine;
#[doc(hidden)]
pub use machine::{full, typed};
pub use nodes::{LIMIT, Nodes, Seat, TICK};
pub use setup::{Asked, Job, Lab, Member, Request, Text, shown};
pub use shell::run;
pub use stage::{Stage, Unheard};
#[doc(hidden)]
pub use tokio;
