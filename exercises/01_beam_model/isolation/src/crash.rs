//! What is left of a crash: who, and the words of the panic. (Given.)

use tokio::task::JoinError;

/// A request that crashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crash {
    /// The number of the request.
    pub request: u32,
    /// The text of its panic.
    pub reason: String,
}

/// The text of the panic that ended a task.
#[must_use]
pub fn reason(error: JoinError) -> String {
    let Ok(payload) = error.try_into_panic() else { return "cancelled".to_owned() };
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}
