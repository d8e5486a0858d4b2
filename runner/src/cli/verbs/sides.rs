//! Two transcripts side by side, with the first line that differs marked.

use std::ops::Range;

use colored::Colorize;

use crate::cli::screen::{columns, cut, pad};
use crate::cli::session::Session;

/// Columns in front of the left side, and between the sides.
const MARGIN: usize = 6;
const BETWEEN: usize = 4;
/// Narrower than this, a side cannot be read.
const NARROWEST: usize = 20;

/// A part of two transcripts.
pub(super) struct Sides<'a> {
    left: &'a [String],
    right: &'a [String],
    shown: Range<usize>,
    first_difference: Option<usize>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(left: &'a [String], right: &'a [String], shown: Range<usize>) -> Self {
        Self { left, right, shown, first_difference: trace::first_difference(left, right) }
    }

    /// All of both.
    pub(super) fn whole(left: &'a [String], right: &'a [String]) -> Self {
        Self::new(left, right, 0..left.len().max(right.len()))
    }

    pub(super) fn first_difference(&self) -> Option<usize> {
        self.first_difference
    }

    /// Columns of the left side with the room behind it; `None` where two sides would not fit or not be heard.
    pub(super) fn column(&self, session: &Session) -> Option<usize> {
        let shown = self.left.iter().skip(self.shown.start).take(self.shown.len());
        let widest = shown.map(|line| columns(line)).max().unwrap_or(0);
        let room = session.screen.width().saturating_sub(MARGIN);
        let half = room.saturating_sub(2) / 2;
        let fits = !session.screen.plain() && widest <= half && half >= NARROWEST;
        fits.then_some(widest + if 2 * widest + BETWEEN <= room { BETWEEN } else { 2 })
    }

    pub(super) fn draw(&self, session: &mut Session, column: usize) {
        for index in self.shown.clone() {
            let line = |lines: &[String]| lines.get(index).cloned().unwrap_or("∅".to_owned());
            let (left, right) = (line(self.left), line(self.right));
            let right = cut(&right, session.screen.width().saturating_sub(column + MARGIN));
            let number = format!("{:>3}", index + 1);
            if self.first_difference == Some(index) {
                let mark = "▶".yellow().bold();
                let (left, right) = (pad(&left, column).green(), right.red());
                session.screen.line(format!("{mark} {number} {left}{right}"));
            } else {
                let row = format!("  {number} {}{right}", pad(&left, column));
                let agrees = self.left.get(index) == self.right.get(index);
                let row = if agrees { row } else { row.dimmed().to_string() };
                session.screen.line(row);
            }
        }
    }
}

/// The titles of both sides.
pub(super) fn head(session: &mut Session, column: usize, left: &str, right: &str) {
    let margin = " ".repeat(MARGIN);
    session.screen.line(format!("{margin}{}{}", pad(left, column).dimmed(), right.dimmed()));
}
