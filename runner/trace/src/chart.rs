//! Draws a trace as a sequence chart for the terminal.
//!
//! Processes are columns, time runs down, a message is an arrow. A chart is for looking at one place: it has at
//! most six lanes and forty rows, around the marked event. It holds no words of its own but the terms of the
//! field (`spawn`, `link`, `DOWN`), so it reads the same in every language.

use crate::Event;
use crate::focus::{NARROW, choose_lanes, gap, window};
use crate::glyphs::{ASCII, Glyphs, UNICODE};
use crate::grid::{Line as Sheet, Role, Span};
use crate::rows::{End, Item, Line, Picture, Row, Sign};
use crate::text::{clean, cut, cut_left, time, width};

/// Lanes and rows that a reader takes in at one look.
const MAX_LANES: usize = 6;
const MAX_ROWS: usize = 40;
/// Columns left of the first lane: two for the mark, six for the time, one free.
const MARGIN: usize = 9;
/// Narrower than this, nothing can be drawn that could be read; wider, the eye loses the line.
const MIN_WIDTH: usize = 24;
const MAX_WIDTH: usize = 160;

/// Unicode or ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// Box drawing.
    #[default]
    Unicode,
    /// Plain ASCII (labels stay as they are).
    Ascii,
}

/// How to draw.
#[derive(Clone, Debug)]
pub struct ChartOptions {
    /// Characters to draw with.
    pub charset: Charset,
    /// Columns available. 0, what a pipe reports, means 80.
    pub width: usize,
    /// Index of the event to mark as the first difference.
    pub mark: Option<usize>,
    /// What stands below the mark: the learner's line of code, what was expected; may have several lines.
    pub mark_text: String,
}

impl Default for ChartOptions {
    fn default() -> Self {
        Self { charset: Charset::Unicode, width: 80, mark: None, mark_text: String::new() }
    }
}

/// Draws `events` as text: rows separated by line breaks, one at the end. No events, no text.
#[must_use]
pub fn chart(events: &[Event], options: &ChartOptions) -> String {
    let mut text = String::new();
    for line in chart_lines(events, options) {
        line.iter().for_each(|span| text.push_str(&span.text));
        text.push('\n');
    }
    text
}

/// Draws `events` as rows of spans, for a caller that colours them by [`Role`].
#[must_use]
pub fn chart_lines(events: &[Event], options: &ChartOptions) -> Vec<Vec<Span>> {
    if events.is_empty() {
        return Vec::new();
    }
    let mark = options.mark.filter(|mark| *mark < events.len());
    let picture = Picture::new(events, mark);
    let marked = mark.and_then(|mark| picture.row_of(mark));
    let said = mark.map_or(Vec::new(), |_| options.mark_text.lines().map(clean).take(6).collect());
    Chart::new(&picture, options, marked, said).draw()
}

/// Whether a message leaves a lane or comes to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Out,
    In,
}

/// A picture and the part of it that is drawn.
struct Chart<'a> {
    picture: &'a Picture,
    glyphs: &'static Glyphs,
    width: usize,
    rows: std::ops::Range<usize>,
    /// Lanes drawn, by their index in the picture, left to right.
    lanes: Vec<usize>,
    gap: usize,
    alive: Vec<Vec<bool>>,
    marked: Option<usize>,
    said: Vec<String>,
}

impl<'a> Chart<'a> {
    fn new(picture: &'a Picture, options: &ChartOptions, marked: Option<usize>, said: Vec<String>) -> Self {
        let width = if options.width == 0 { 80 } else { options.width.clamp(MIN_WIDTH, MAX_WIDTH) };
        // The head, the lanes left out, two rows for what is left out above and below.
        let room = MAX_ROWS - 4 - said.len();
        let rows = window(picture.rows.len(), marked, room);
        let most = ((width - MARGIN) / NARROW).clamp(1, MAX_LANES);
        let lanes = choose_lanes(picture, &rows, marked, most);
        let gap = gap(picture, &rows, &lanes).min((width - MARGIN) / lanes.len());
        Self {
            picture,
            glyphs: if options.charset == Charset::Ascii { &ASCII } else { &UNICODE },
            width,
            rows,
            gap,
            alive: (0..picture.lanes.len()).map(|lane| picture.alive(lane)).collect(),
            lanes,
            marked,
            said,
        }
    }

    fn draw(&self) -> Vec<Vec<Span>> {
        let mut sheets = vec![self.head()];
        let mut before = None;
        if self.rows.start > 0 {
            sheets.push(self.left_out(self.rows.start));
        }
        for index in self.rows.clone() {
            let row = &self.picture.rows[index];
            let Some(mut sheet) = self.row(index, row) else { continue };
            if before != Some(row.at) {
                let time = time(row.at);
                sheet.write(2 + 6usize.saturating_sub(width(&time)), &time, Role::Margin);
            }
            before = Some(row.at);
            sheets.push(sheet);
            if self.marked == Some(index) {
                sheets.extend(self.marks());
            }
        }
        if self.rows.end < self.picture.rows.len() {
            sheets.push(self.left_out(self.picture.rows.len() - self.rows.end));
        }
        sheets.extend(self.lanes_left_out());
        sheets.into_iter().map(Sheet::spans).collect()
    }

    fn sheet(&self) -> Sheet {
        Sheet::new(self.width)
    }

    fn column(&self, lane: usize) -> Option<usize> {
        self.lanes.iter().position(|shown| *shown == lane).map(|at| MARGIN + at * self.gap)
    }

    fn head(&self) -> Sheet {
        let mut sheet = self.sheet();
        for (at, lane) in self.lanes.iter().enumerate() {
            let column = MARGIN + at * self.gap;
            let last = at + 1 == self.lanes.len();
            let room = if last { self.width - column } else { self.gap - 1 };
            sheet.write(column, &cut(&self.picture.lanes[*lane], room, self.glyphs.ellipsis), Role::Name);
        }
        sheet
    }

    /// The lifelines as they are just before row `index`.
    fn lifelines(&self, index: usize) -> Sheet {
        let mut sheet = self.sheet();
        for lane in &self.lanes {
            if let Some(column) = self.column(*lane).filter(|_| self.alive[*lane][index]) {
                sheet.write(column, self.glyphs.life, Role::Plain);
            }
        }
        sheet
    }

    fn left_out(&self, count: usize) -> Sheet {
        let mut sheet = self.sheet();
        sheet.write(4, &format!("{} {count}", self.glyphs.gap), Role::Margin);
        sheet
    }

    fn lanes_left_out(&self) -> Option<Sheet> {
        let names: Vec<&str> = self
            .picture
            .lanes
            .iter()
            .enumerate()
            .filter(|(lane, _)| !self.lanes.contains(lane))
            .map(|(_, name)| name.as_str())
            .collect();
        let mut sheet = self.sheet();
        let text = cut(&format!("+ {}", names.join(", ")), self.width - 4, self.glyphs.ellipsis);
        sheet.write(4, &text, Role::Margin);
        (!names.is_empty()).then_some(sheet)
    }

    fn marks(&self) -> Vec<Sheet> {
        let line = |(at, text): (usize, &String)| {
            let mut sheet = self.sheet();
            if at == 0 {
                sheet.write(1, self.glyphs.under, Role::Mark);
            }
            // A place in the code is known by its end, a sentence by its beginning.
            let cut = if at == 0 && !text.contains(' ') { cut_left } else { cut };
            sheet.write(4, &cut(text, self.width - 4, self.glyphs.ellipsis), Role::Mark);
            sheet
        };
        self.said.iter().enumerate().map(line).collect()
    }

    /// One row; none where no lane that is drawn takes part in it.
    fn row(&self, index: usize, row: &Row) -> Option<Sheet> {
        let mut sheet = self.lifelines(index);
        if self.marked == Some(index) {
            sheet.write(0, self.glyphs.mark, Role::Mark);
        }
        match &row.item {
            Item::Beside { lane, sign, text } => {
                self.beside(&mut sheet, self.column(*lane)?, *sign, text);
            }
            Item::Arrow { from, to, label, role, line, end } => {
                match (self.column(*from), self.column(*to)) {
                    (Some(a), Some(b)) => {
                        self.arrow(&mut sheet, index, (a, *from), (b, *to), label, *role, *line, *end)
                    }
                    (Some(a), None) => {
                        let text = format!("{}: {label}", self.picture.lanes[*to]);
                        self.half(&mut sheet, a, Way::Out, &text, *role, *line);
                    }
                    (None, Some(b)) => {
                        let text = format!("{}: {label}", self.picture.lanes[*from]);
                        self.half(&mut sheet, b, Way::In, &text, *role, *line);
                    }
                    (None, None) => return None,
                }
            }
        }
        Some(sheet)
    }

    /// A sign on the lifeline and words beside it, on the side that has room for them.
    fn beside(&self, sheet: &mut Sheet, column: usize, sign: Sign, text: &str) {
        let glyphs = self.glyphs;
        let (glyph, role) = match sign {
            Sign::Takes => (glyphs.takes, Role::Message),
            Sign::ToItself => (glyphs.itself, Role::Message),
            Sign::Waits => (glyphs.waits, Role::Signal),
            Sign::Exits => (glyphs.cross, Role::Signal),
            Sign::Name => (glyphs.name, Role::Bond),
            Sign::Note => (glyphs.note, Role::Note),
        };
        sheet.write(column, glyph, role);
        self.words(sheet, column, text, role);
    }

    fn words(&self, sheet: &mut Sheet, column: usize, text: &str, role: Role) {
        let right = self.width.saturating_sub(column + 2);
        let left = column.saturating_sub(MARGIN + 1);
        if width(text) <= right || left <= right {
            let text = cut(text, right, self.glyphs.ellipsis);
            // Room on both sides, so that a lifeline does not touch the words.
            sheet.write(column + 1, &format!(" {text} "), role);
        } else {
            let text = cut(text, left, self.glyphs.ellipsis);
            sheet.write(column - 1 - width(&text), &format!("{text} "), role);
        }
    }

    /// An arrow whose other end is not drawn: its name stands there instead.
    fn half(&self, sheet: &mut Sheet, column: usize, way: Way, text: &str, role: Role, line: Line) {
        let glyphs = self.glyphs;
        let (shaft, [right, left]) = (glyphs.shaft[line as usize], glyphs.head);
        let room = self.width.saturating_sub(column + 4);
        let other_side = column.saturating_sub(MARGIN + 4);
        if width(text) <= room || other_side <= room {
            let arrow = if way == Way::Out { format!("{shaft}{right}") } else { format!("{left}{shaft}") };
            sheet.write(column + 1, &format!("{arrow} {} ", cut(text, room, glyphs.ellipsis)), role);
        } else {
            let arrow = if way == Way::Out { format!("{left}{shaft}") } else { format!("{shaft}{right}") };
            let text = format!(" {} {arrow}", cut(text, other_side, glyphs.ellipsis));
            sheet.write(column - width(&text), &text, role);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the two ends of an arrow and how it looks")]
    fn arrow(
        &self,
        sheet: &mut Sheet,
        index: usize,
        (a, from): (usize, usize),
        (b, to): (usize, usize),
        label: &str,
        role: Role,
        line: Line,
        end: End,
    ) {
        let glyphs = self.glyphs;
        let (left, right) = (a.min(b), a.max(b));
        let backwards = usize::from(b < a);
        for column in left + 1..right {
            sheet.write(column, glyphs.shaft[line as usize], role);
        }
        for lane in &self.lanes {
            let crossed = self.column(*lane).filter(|at| (left + 1..right).contains(at));
            if let Some(column) = crossed.filter(|_| self.alive[*lane][index]) {
                sheet.write(column, glyphs.crossing[line as usize], role);
            }
        }
        if self.alive[from][index] {
            let ends = if line == Line::Double { &glyphs.joint } else { &glyphs.start };
            sheet.write(a, ends[backwards], role);
        } else {
            sheet.write(a, glyphs.shaft[line as usize], role);
        }
        let before_target = if b < a { b + 1 } else { b - 1 };
        match end {
            End::Joins => {
                let joint = if self.alive[to][index] { glyphs.joint[1 - backwards] } else { glyphs.shaft[2] };
                sheet.write(b, joint, role);
            }
            End::Lost => sheet.write(before_target, glyphs.cross, role),
            End::Arrives | End::Taken | End::Begins => {
                sheet.write(before_target, glyphs.head[backwards], role);
                match end {
                    End::Taken => sheet.write(b, glyphs.takes, role),
                    End::Begins => sheet.write(b, glyphs.begins, role),
                    _ => {}
                }
            }
        }
        self.label(sheet, left, right, backwards, label, role);
    }

    /// Puts the label into the shaft, near the sender.
    fn label(&self, sheet: &mut Sheet, left: usize, right: usize, backwards: usize, label: &str, role: Role) {
        // A piece of shaft before the label; a piece and the head after it.
        let room = right - left - 4;
        if room < 3 {
            return;
        }
        let spaced = format!(" {label} ");
        let text = if width(&spaced) <= room { spaced } else { cut(label, room, self.glyphs.ellipsis) };
        let at = if backwards == 1 { right - 1 - width(&text) } else { left + 2 };
        let at = if backwards == 1 { at.saturating_sub(1).max(left + 2) } else { at };
        sheet.write(at, &text, role);
    }
}
