//! Draws a trace as a sequence chart for the terminal. (Being written.)
use crate::Event;
/// Unicode or ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Box drawing.
    Unicode,
    /// Plain ASCII.
    Ascii,
}
/// How to draw.
#[derive(Clone, Debug)]
pub struct ChartOptions {
    /// Characters to draw with.
    pub charset: Charset,
    /// Columns available.
    pub width: usize,
    /// Index of the event to mark as the first difference.
    pub mark: Option<usize>,
    /// What stands beside the mark.
    pub mark_text: String,
}
/// Draws.
#[must_use]
pub fn chart(_events: &[Event], _options: &ChartOptions) -> String {
    String::new()
}
