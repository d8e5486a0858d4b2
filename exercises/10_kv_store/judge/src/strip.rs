//! A history as a strip for the terminal: a line for each client, a bar for each operation.
//!
//! ```text
//! a  ├─put x 1─┤ ├─put x 2─┤
//! b                           ├─get x: 2─┤
//! c                                        ├!get x: 1!┤
//! ```
//!
//! An open bar is an operation of which nobody knows the end; the one with `!` does not fit.

use std::fmt::Display;

use crate::check::Verdict;
use crate::history::History;
use crate::layout::{Bar, Layout, columns, width};
use crate::model::Words;

/// What a strip is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// `├─┤`, and `┄` where the end is open.
    Unicode,
    /// `|-|`, and `.` where the end is open.
    Ascii,
}

impl Glyphs {
    /// Beginning, line, end, open line.
    fn ink(self) -> [char; 4] {
        match self {
            Self::Unicode => ['├', '─', '┤', '┄'],
            Self::Ascii => ['|', '-', '|', '.'],
        }
    }
}

/// Narrower than this, labels would be torn.
const NARROWEST: usize = 20;
/// How far back a line may be broken so that no label is.
const BACK: usize = 24;

/// Draws `history` in lines of at most `width` columns; what does not fit beside goes below.
#[must_use]
pub fn strip<O: Words, R: Display>(
    history: &History<O, R>,
    verdict: Option<&Verdict>,
    glyphs: Glyphs,
    width: usize,
) -> String {
    let layout = Layout::new(history, verdict);
    let names = layout.lanes.iter().map(|lane| crate::layout::width(lane)).max().unwrap_or(0);
    let room = width.saturating_sub(names + 2).max(NARROWEST);
    let mut lanes = vec![vec![Cell::Free; layout.columns]; layout.lanes.len()];
    for bar in &layout.bars {
        draw(bar, &mut lanes[bar.lane], glyphs.ink());
    }
    let mut lines = Vec::new();
    let mut from = 0;
    while from < layout.columns {
        let to = break_at(&lanes, from, room, layout.columns);
        if from > 0 {
            lines.push(String::new());
        }
        for (name, cells) in layout.lanes.iter().zip(&lanes) {
            let pad = " ".repeat(names - self::width(name) + 2);
            let inked: String = cells[from..to].iter().filter_map(Cell::shown).collect();
            lines.push(format!("{name}{pad}{inked}").trim_end().to_owned());
        }
        from = to;
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// One column of a lane.
#[derive(Clone, Copy)]
enum Cell {
    Free,
    Line(char),
    /// Part of a label, or an end: a line is not broken here.
    Word(char),
    /// The second column of a wide letter.
    Covered,
}

impl Cell {
    fn shown(&self) -> Option<char> {
        match self {
            Self::Free => Some(' '),
            Self::Line(c) | Self::Word(c) => Some(*c),
            Self::Covered => None,
        }
    }
}

fn draw(bar: &Bar, cells: &mut [Cell], [begin, line, end, open]: [char; 4]) {
    let last = bar.end.unwrap_or(cells.len() - 1);
    let line = if bar.misfit { '!' } else { line };
    for cell in &mut cells[bar.begin..=last] {
        *cell = Cell::Line(if bar.end.is_some() { line } else { open });
    }
    cells[bar.begin] = Cell::Word(begin);
    cells[bar.begin + 1] = Cell::Word(line);
    if bar.end.is_some() {
        cells[last] = Cell::Word(end);
    }
    let mut at = bar.begin + 2;
    for letter in bar.label.chars().filter(|letter| columns(*letter) > 0) {
        cells[at] = Cell::Word(letter);
        if columns(letter) == 2 {
            cells[at + 1] = Cell::Covered;
        }
        at += columns(letter);
    }
}

/// The column before which a line is broken.
fn break_at(lanes: &[Vec<Cell>], from: usize, room: usize, columns: usize) -> usize {
    let furthest = from + room;
    if furthest >= columns {
        return columns;
    }
    let whole = |at: &usize| lanes.iter().all(|cells| matches!(cells[*at], Cell::Free | Cell::Line(_)));
    (furthest.saturating_sub(BACK).max(from + 1)..=furthest).rev().find(whole).unwrap_or(furthest)
}
