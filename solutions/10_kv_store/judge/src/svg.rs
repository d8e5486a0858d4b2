//! A history as a picture for the book, in the manner of the pictures of traces.
//!
//! The picture is plain text, the same bytes for the same history. It is meant to be inlined: it takes its colours from
//! the page (`currentColor`, classes `trace-…`), has no blank line, no style sheet and no ids. It is made for a history
//! that was made short; a long one is for the terminal.

use std::fmt::{Display, Write as _};

use crate::check::Verdict;
use crate::history::History;
use crate::layout::{Bar, Layout, width};
use crate::model::Words;

/// Sizes in units of the picture, which are pixels at its natural size.
const FONT: usize = 13;
/// Width of a letter of a typewriter face.
const LETTER: usize = 8;
const LANE: usize = 40;
const BAR: usize = 24;
const MARGIN: usize = 8;

/// Draws `history` under `title`, which a screen reader reads.
#[must_use]
pub fn svg<O: Words, R: Display>(history: &History<O, R>, verdict: Option<&Verdict>, title: &str) -> String {
    let layout = Layout::new(history, verdict);
    let names = layout.lanes.iter().map(|lane| width(lane)).max().unwrap_or(0);
    let left = MARGIN + (names + 2) * LETTER;
    let (w, h) = (left + layout.columns * LETTER + 2 * MARGIN, layout.lanes.len() * LANE + MARGIN);
    let (title, mut out) = (escape(title), String::new());
    let _ = writeln!(
        out,
        r#"<svg class="trace" role="img" aria-label="{title}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="100%" style="max-width:{w}px" font-family="'Source Code Pro', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="{FONT}">"#
    );
    let _ = writeln!(out, "<title>{title}</title>");
    for (lane, name) in layout.lanes.iter().enumerate() {
        let y = middle(lane);
        let _ = writeln!(
            out,
            r#"<path class="trace-lifeline" d="M{left} {y}H{}" fill="none" stroke="currentColor" stroke-opacity="0.25" stroke-dasharray="1 5"/><text class="trace-name" x="{MARGIN}" y="{}" fill="currentColor" font-weight="600">{}</text>"#,
            w - MARGIN,
            y + 5,
            escape(name)
        );
    }
    for bar in &layout.bars {
        draw(bar, left, w - MARGIN, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn middle(lane: usize) -> usize {
    MARGIN / 2 + lane * LANE + LANE / 2
}

/// A box; open to the right if nobody knows the end, with a thick rim and a mark if it does not fit.
fn draw(bar: &Bar, left: usize, edge: usize, out: &mut String) {
    let (x, y) = (left + bar.begin * LETTER, middle(bar.lane) - BAR / 2);
    let (class, rim) = if bar.misfit { ("trace-signal", 3) } else { ("trace-message", 1) };
    let (shape, dashes, label) = match bar.end {
        Some(end) => {
            let far = left + (end + 1) * LETTER;
            (format!("M{x} {y}H{far}V{}H{x}z", y + BAR), "", f64::midpoint(x as f64, far as f64))
        }
        None => {
            let shape = format!("M{edge} {y}H{x}V{}H{edge}", y + BAR);
            (shape, r#" stroke-dasharray="5 4""#, (x + 2 * LETTER + width(&bar.label) * LETTER / 2) as f64)
        }
    };
    let mark = if bar.misfit { "! " } else { "" };
    let _ = writeln!(
        out,
        r#"<path class="{class}" d="{shape}" fill="none" stroke="currentColor" stroke-width="{rim}"{dashes}/><text class="{class}" x="{label}" y="{}" fill="currentColor" text-anchor="middle">{mark}{}</text>"#,
        middle(bar.lane) + 5,
        escape(&bar.label)
    );
}

/// `{` too: the picture is included into pages, where `{{` would be an order to the book builder.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '{' => escaped.push_str("&#123;"),
            c if c.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}
