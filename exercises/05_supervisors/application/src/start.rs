//! What an application is: a tree that is started and stopped as a whole.
//!
//! An application names the applications it needs; without them it is not started. When the top of its tree ends,
//! nobody restarts it: its type says whether the node goes on without it.
//!
//! Left out: configuration, phases, takeover, `ensure_all_started`. Source: OTP, `application`. Chapter: `supervisors`.

use std::fmt;

use gen_server::StartError;
use process::Context;
use supervisor::Starting;

/// A program, as a node sees it: a tree that is started and stopped as a whole.
pub trait Application: fmt::Debug + Send + Sync + 'static {
    /// What it is called; the top of its tree is usually registered under the same name.
    fn name(&self) -> &'static str;

    /// The applications it needs: they have to run before it is started.
    fn applications(&self) -> &[&'static str] {
        &[]
    }

    /// Starts its tree, linked with this process, and gives the top of it.
    fn start<'a>(&'a self, me: &'a mut Context) -> Starting<'a>;

    /// Tidies up when its tree has ended.
    fn stop(&self) {}
}

/// What the end of an application means for the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// The node ends, too.
    Permanent,
    /// The node ends, too, unless the reason is `normal`. A supervisor that gives up ends with `shutdown`.
    Transient,
    /// It is noted, and the node goes on.
    Temporary,
}

/// Why an application was not started or stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppError {
    /// It runs already.
    AlreadyStarted,
    /// It does not run, or one that it needs: this one.
    NotStarted(&'static str),
    /// The top of its tree did not start.
    Failed(StartError),
    /// The node has ended, or ends because of this.
    NoNode,
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyStarted => f.write_str("already_started"),
            Self::NotStarted(name) => write!(f, "not_started {name}"),
            Self::Failed(error) => write!(f, "{error}"),
            Self::NoNode => f.write_str("the node has ended"),
        }
    }
}

impl std::error::Error for AppError {}
