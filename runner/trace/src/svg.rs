//! Draws a trace as an SVG picture for the book: lifelines, arrows, crosses where processes end.
//!
//! The picture is plain text made by this file alone, the same bytes for the same trace. It is meant to be inlined:
//! it takes its colours from the page (`currentColor`, classes `trace-…`), has no blank line, no style sheet and
//! no ids, so that several pictures can stand on one page.

use std::fmt::Write as _;

use crate::Event;
use crate::grid::Role;
use crate::pen::{Pen, escape, tenths};
use crate::rows::{End, Item, Line, Picture, Row, Sign};
use crate::text::{clean, cut, time, width};

/// Sizes in units of the picture, which are pixels at its natural size.
const FONT: f64 = 13.0;
/// Width of a letter of a typewriter face.
const LETTER: f64 = 7.8;
const MARGIN: f64 = 58.0;
const TOP: f64 = 44.0;
const ROW: f64 = 34.0;
/// How far a message falls on its way: it takes time.
const FALL: f64 = 8.0;
const NARROW: f64 = 116.0;
const WIDE: f64 = 170.0;
/// Wider than this, it would no longer be read on a page.
const PAGE: f64 = 700.0;

/// Draws all of `events` under `title`, which a screen reader reads.
#[must_use]
pub fn svg(events: &[Event], title: &str) -> String {
    let picture = Picture::new(events, None);
    Drawing::new(&picture).draw(title)
}

/// A stretch of a row that words cover; lifelines leave it free.
struct Words {
    row: usize,
    from: f64,
    to: f64,
    text: String,
    /// Baseline, relative to the row.
    rise: f64,
    role: Role,
    full: Option<String>,
}

struct Drawing<'a> {
    picture: &'a Picture,
    gap: f64,
    width: f64,
    words: Vec<Words>,
    pen: Pen,
}

impl<'a> Drawing<'a> {
    fn new(picture: &'a Picture) -> Self {
        let apart = |lanes: usize| lanes.saturating_sub(1).max(1) as f64;
        let gap = wanted_gap(picture).min((PAGE - MARGIN - 60.0) / apart(picture.lanes.len()));
        let mut drawing =
            Self { picture, gap: gap.round(), width: 0.0, words: Vec::new(), pen: Pen::default() };
        drawing.lay();
        drawing
    }

    fn x(&self, lane: usize) -> f64 {
        MARGIN + 12.0 + lane as f64 * self.gap
    }

    fn y(row: usize) -> f64 {
        TOP + 24.0 + row as f64 * ROW
    }

    /// Places everything but the lifelines, which must know where words stand.
    fn lay(&mut self) {
        let last = self.x(self.picture.lanes.len().saturating_sub(1));
        self.width = last + 40.0;
        for (lane, name) in self.picture.lanes.iter().enumerate() {
            self.width = self.width.max(self.x(lane) + 8.0 + letters(name) / 2.0);
        }
        for (index, row) in self.picture.rows.iter().enumerate() {
            match &row.item {
                Item::Arrow { from, to, label, role, line, end } => {
                    self.arrow(index, (*from, *to), label, (*role, *line, *end));
                }
                Item::Beside { lane, sign, text } => self.beside(index, *lane, *sign, text),
            }
        }
        self.width = self.width.ceil();
    }

    fn arrow(&mut self, row: usize, (from, to): (usize, usize), label: &str, how: (Role, Line, End)) {
        let (role, line, end) = how;
        let (x1, x2, y1) = (self.x(from), self.x(to), Self::y(row));
        let way = if x2 > x1 { 1.0 } else { -1.0 };
        let fall = if line == Line::Double { 0.0 } else { FALL };
        let class = class(role);
        let y2 = y1 + fall;
        // The head ends before the dot, the cross or the box that stands on the other lifeline.
        let short = match end {
            End::Arrives | End::Joins => 1.0,
            End::Taken => 6.0,
            End::Lost => 16.0,
            End::Begins => 7.0,
        };
        let stop = x2 - way * short;
        match line {
            Line::Double => {
                for y in [y1 - 1.5, y1 + 1.5] {
                    self.pen.line((x1, y), (x2, y), class, "");
                }
            }
            Line::Solid => self.pen.line((x1, y1), (stop, y2), class, ""),
            Line::Dashed => self.pen.line((x1, y1), (stop, y2), class, " stroke-dasharray=\"5 4\""),
        }
        match end {
            End::Joins => {}
            End::Lost => self.pen.cross(x2 - way * 10.0, y2, class),
            _ => self.pen.head((x1, y1), (stop, y2), class),
        }
        match end {
            End::Taken => self.pen.dot(x2, y2, class),
            End::Begins => self.pen.birth(x2, y2, class),
            _ => {}
        }
        self.label(row, (from, to), label, fall, role);
    }

    /// The label stands above the shaft, in the gap next to the sender.
    fn label(&mut self, row: usize, (from, to): (usize, usize), label: &str, fall: f64, role: Role) {
        let (x1, x2) = (self.x(from), self.x(to));
        let way = if x2 > x1 { 1.0 } else { -1.0 };
        let text = fit(label, (x2 - x1).abs() - 18.0);
        let w = letters(&text);
        let (near, far) = (x1 + way * 9.0, x1 + way * (self.gap - 9.0));
        let middle = if w <= (near - far).abs() { f64::midpoint(near, far) } else { near + way * w / 2.0 };
        // Above the shaft along the whole label: the end nearer to the sender is the higher one.
        let nearest = ((middle - x1).abs() - w / 2.0).max(0.0);
        let slope = if fall > 0.0 { fall * nearest / (x2 - x1).abs() } else { -1.5 };
        self.say(row, middle - w / 2.0, text, label, slope - 4.5, role);
    }

    fn beside(&mut self, row: usize, lane: usize, sign: Sign, text: &str) {
        let (x, y) = (self.x(lane), Self::y(row) + 4.0);
        let role = match sign {
            Sign::Takes | Sign::ToItself => Role::Message,
            Sign::Waits | Sign::Exits => Role::Signal,
            Sign::Name => Role::Bond,
            Sign::Note => Role::Note,
        };
        let class = class(role);
        let pen = &mut self.pen;
        match sign {
            Sign::Takes => pen.dot(x, y, class),
            Sign::Exits => pen.cross(x, y, class),
            Sign::Waits => pen.ring(x, y, class),
            Sign::Name => pen.diamond(x, y, class),
            Sign::ToItself => pen.round_trip(x, y, class),
            Sign::Note => pen.bar(x, y, class),
        }
        let at = x + if sign == Sign::ToItself { 19.0 } else { 10.0 };
        let short = fit(text, (PAGE - 8.0 - at).max(self.gap));
        self.say(row, at, short, text, 8.5, role);
    }

    fn say(&mut self, row: usize, from: f64, text: String, full: &str, rise: f64, role: Role) {
        let to = from + letters(&text);
        self.width = self.width.max(to + 8.0);
        let full = (text != full).then(|| full.to_owned());
        self.words.push(Words { row, from, to, text, rise, role, full });
    }

    /// The lifeline of a lane: where the process lives and no words stand in the way.
    fn lifeline(&self, lane: usize, out: &mut String) {
        let x = self.x(lane);
        let alive = self.picture.alive(lane);
        let mut from = alive[0].then_some(TOP);
        let mut draw = |from: f64, to: f64| {
            if to > from {
                let _ = write!(out, "M{x} {}V{}", tenths(from), tenths(to));
            }
        };
        for row in 0..self.picture.rows.len() {
            let y = Self::y(row);
            let covered = |words: &&Words| words.row == row && words.from - 3.0 < x && x < words.to + 3.0;
            if let Some(words) = self.words.iter().find(covered) {
                let (top, bottom) = (y + words.rise - FONT + 1.0, y + words.rise + 4.0);
                if let Some(start) = from {
                    draw(start, top);
                    from = Some(bottom);
                }
            }
            match (from, alive[row + 1]) {
                (Some(start), false) => {
                    draw(start, y + 4.0);
                    from = None;
                }
                (None, true) => from = Some(y + FALL),
                _ => {}
            }
        }
        if let Some(start) = from {
            draw(start, Self::y(self.picture.rows.len()) - 8.0);
        }
    }

    fn draw(&self, title: &str) -> String {
        let height = Self::y(self.picture.rows.len());
        let (width, title) = (self.width, escape(&clean(title)));
        let mut out = String::new();
        let _ = writeln!(
            out,
            r#"<svg class="trace" role="img" aria-label="{title}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="100%" style="max-width:{width}px" font-family="'Source Code Pro', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="{FONT}">"#
        );
        let _ = writeln!(out, "<title>{title}</title>");
        self.times(&mut out);
        for (lane, name) in self.picture.lanes.iter().enumerate() {
            self.name(lane, name, &mut out);
            let mut path = String::new();
            self.lifeline(lane, &mut path);
            if !path.is_empty() {
                let _ = writeln!(
                    out,
                    r#"<path class="trace-lifeline" d="{path}" fill="none" stroke="currentColor" stroke-opacity="0.45"/>"#
                );
            }
        }
        out.push_str(&self.pen.drawn);
        for words in &self.words {
            let (x, y) = (tenths(words.from), tenths(Self::y(words.row) + words.rise));
            let full =
                words.full.as_ref().map_or(String::new(), |full| format!("<title>{}</title>", escape(full)));
            let _ = writeln!(
                out,
                r#"<text class="{}" x="{x}" y="{y}" fill="currentColor">{full}{}</text>"#,
                class(words.role),
                escape(&words.text)
            );
        }
        out.push_str("</svg>\n");
        out
    }

    fn name(&self, lane: usize, name: &str, out: &mut String) {
        let short = fit(name, self.gap - 14.0);
        let (w, x) = (letters(&short) + 16.0, self.x(lane));
        let left = (x - w / 2.0).max(2.0);
        let _ = writeln!(
            out,
            r#"<rect class="trace-name" x="{}" y="{}" width="{}" height="24" rx="5" fill="none" stroke="currentColor" stroke-opacity="0.6"/><text class="trace-name" x="{}" y="{}" fill="currentColor" font-weight="600" text-anchor="middle">{}</text>"#,
            tenths(left),
            TOP - 24.0,
            tenths(w),
            tenths(left + w / 2.0),
            TOP - 7.5,
            escape(&short)
        );
    }

    /// The virtual time, where it moves on.
    fn times(&self, out: &mut String) {
        let mut before = None;
        for (index, row) in self.picture.rows.iter().enumerate() {
            let Row { at, .. } = *row;
            if before != Some(at) {
                let y = Self::y(index);
                if before.is_some() {
                    let line = y - ROW / 2.0 + 2.0;
                    let _ = writeln!(
                        out,
                        r#"<path class="trace-time" d="M4 {line}H{}" fill="none" stroke="currentColor" stroke-opacity="0.25" stroke-dasharray="1 5"/>"#,
                        self.width - 4.0
                    );
                }
                let _ = writeln!(
                    out,
                    r#"<text class="trace-time" x="{}" y="{}" fill="currentColor" fill-opacity="0.7" font-size="12" text-anchor="end">{}</text>"#,
                    MARGIN - 10.0,
                    y + 8.0,
                    time(at)
                );
            }
            before = Some(at);
        }
    }
}

/// From one lane to the next, as far as names and labels want it.
fn wanted_gap(picture: &Picture) -> f64 {
    let names = picture.lanes.iter().map(|name| letters(name) + 28.0);
    let labels = picture.rows.iter().map(|row| match &row.item {
        Item::Arrow { from, to, label, .. } => (letters(label) + 26.0) / from.abs_diff(*to).max(1) as f64,
        Item::Beside { .. } => 0.0,
    });
    names.chain(labels).fold(NARROW, f64::max).min(WIDE)
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Message | Role::Plain => "trace-message",
        Role::Signal => "trace-signal",
        Role::Bond => "trace-bond",
        Role::Note => "trace-note",
        Role::Name => "trace-name",
        Role::Margin => "trace-time",
        Role::Mark => "trace-mark",
    }
}

fn letters(text: &str) -> f64 {
    width(text) as f64 * LETTER
}

fn fit(text: &str, room: f64) -> String {
    let mut columns = 0;
    while (columns + 1) as f64 * LETTER <= room {
        columns += 1;
    }
    cut(text, columns, "…")
}
