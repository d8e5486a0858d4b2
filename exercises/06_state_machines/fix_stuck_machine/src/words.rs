//! What a printer hears, and what it answers.
//!
//! Chapter: `state_machines`.

use std::fmt;

/// What the printer waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// For the device to wake up.
    Waking,
    /// For something to print.
    Ready,
    /// For the device to say that it has printed.
    Printing,
    /// For nobody: there is no device.
    Offline,
}

/// What the device says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// It can print now.
    Awake,
    /// It has printed the page with this number.
    Printed(u64),
    /// It cannot print.
    OutOfPaper,
    /// Its process has ended; the kernel says so.
    Gone,
}

/// What the device is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Wake up; this is the attempt with this number.
    Wake(u32),
    /// Print this text on the page with this number.
    Print(u64, String),
}

/// What a client asks: print this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print(pub String);

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintError {
    /// There is no device.
    Offline,
    /// The device did not say whether it has printed.
    NoAnswer,
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wake(attempt) => write!(f, "device: wake, attempt {attempt}"),
            Self::Print(page, text) => write!(f, "device: print {text} on page {page}"),
        }
    }
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Offline => "offline",
            Self::NoAnswer => "no_answer",
        })
    }
}

impl std::error::Error for PrintError {}
