//! One line of an access log, and what can be wrong with it. (Given.)

use std::fmt;

/// A request, as the log tells it: `GET /rooms 200 12`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of a log line")]
pub struct Request {
    pub method: String,
    pub path: String,
    pub status: u16,
    pub ms: u32,
}

/// Why a line is no request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Not four fields, but so many.
    Fields(usize),
    /// The third field is no number.
    Status(String),
    /// The fourth field is no number.
    Time(String),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields(n) => write!(f, "{n} fields instead of 4"),
            Self::Status(text) => write!(f, "status {text} is no number"),
            Self::Time(text) => write!(f, "time {text} is no number"),
        }
    }
}

/// The four fields of a line.
pub fn fields(line: &str) -> Result<[&str; 4], Flaw> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    <[&str; 4]>::try_from(fields).map_err(|fields| Flaw::Fields(fields.len()))
}

/// The third field, as a number.
pub fn status(text: &str) -> Result<u16, Flaw> {
    text.parse().map_err(|_| Flaw::Status(text.to_owned()))
}

/// The fourth field, as a number.
pub fn time(text: &str) -> Result<u32, Flaw> {
    text.parse().map_err(|_| Flaw::Time(text.to_owned()))
}
