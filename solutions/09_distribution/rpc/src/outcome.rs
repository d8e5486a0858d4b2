//! What came of a call, read from the reason with which its process has ended.
//!
//! `erpc` lets the process over there end with a reason that says it all: a value, or how the function failed.
//! A reason of another form is how the process itself was ended. Other ends have no reason at all: that is where the
//! doubt begins.
//!
//! Source: OTP, `erpc.erl`, `execute_call/4` and `result/4`. Chapter: `distribution`.

use node::SpawnError;
use term::Term;
use thiserror::Error;

/// Why a call brought no value.
// ANCHOR: error
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RpcError {
    /// The function raised an error: it panicked, or there is no such function (`:undef`).
    #[error("the function raised an error: {0}")]
    Raised(Term),
    /// The function threw a value. Only functions of the BEAM can.
    #[error("the function threw {0}")]
    Thrown(Term),
    /// The process of the function was ended from outside, or ended itself, with this reason.
    #[error("the process of the function ended: {0}")]
    Exited(Term),
    /// No answer came in time. The function may have run, may run still, or may never run.
    #[error("no answer came in time")]
    Timeout,
    /// There is no connection, or it was lost. The function may have run.
    #[error("noconnection")]
    NoConnection,
    /// The node does not start functions for others.
    #[error("the node does not start it: {0}")]
    Refused(String),
    /// What was to be called is no function's name.
    #[error(transparent)]
    Name(SpawnError),
}
// ANCHOR_END: error

impl From<SpawnError> for RpcError {
    fn from(error: SpawnError) -> Self {
        match error {
            SpawnError::NoConnection => Self::NoConnection,
            SpawnError::Refused(why) => Self::Refused(why),
            SpawnError::Name(_) => Self::Name(error),
        }
    }
}

// ANCHOR: outcome
/// Reads the reason of the end. `tag` tells what `erpc` says from what anybody else might have said.
///
/// `erpc` says `{tag, :return, value}`, `{tag, :error, why, stack}`, `{tag, :throw, value}` or `{tag, :exit, why}`.
///
/// # Errors
/// [`RpcError`]: the function did not return.
pub fn outcome(reason: &Term, tag: &Term) -> Result<Term, RpcError> {
    // ANCHOR: cut_outcome
    match reason.as_tuple() {
        Some([said, how, rest @ ..]) if said == tag => {
            match (how.as_atom().map_or("", |how| how.text()), rest) {
                ("return", [value]) => Ok(value.clone()),
                ("error", [why, ..]) => Err(RpcError::Raised(why.clone())),
                ("throw", [value]) => Err(RpcError::Thrown(value.clone())),
                ("exit", [why]) => Err(RpcError::Exited(why.clone())),
                _ => Err(RpcError::Exited(reason.clone())),
            }
        }
        _ => Err(RpcError::Exited(reason.clone())),
    }
    // ANCHOR_END: cut_outcome => let _ = (reason, tag);
    // ANCHOR_END: cut_outcome => todo!("outcome: read the reason; whoever does not say our tag has ended the process")
}
// ANCHOR_END: outcome
