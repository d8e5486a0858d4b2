//! What the server of reports is asked, and what it answers.
//!
//! Chapter: `gen_server`.

use std::future::Future;
use std::pin::Pin;

/// What a report is called.
pub type Title = &'static str;
/// The rendering of one report; gives its pages.
pub type Work = Pin<Box<dyn Future<Output = u32> + Send>>;
/// How a report is rendered.
pub type Render = fn(Title) -> Work;

/// What the server is asked.
#[derive(Debug)]
pub enum Ask {
    /// Make this report, and answer when it is over.
    Make(Title),
    /// Make this report; answer at once that it is accepted.
    Order(Title),
    /// What has become of this report?
    Status(Title),
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The order has arrived.
    Accepted,
    /// It is being rendered.
    Working,
    /// It is rendered and has so many pages.
    Done(u32),
    /// Its worker ended without a result, for this reason.
    Failed(String),
    /// Nobody has ordered it.
    Unknown,
}
