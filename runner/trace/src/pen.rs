//! The shapes that an SVG picture is made of. Each takes its colour from the page.

use std::fmt::Write as _;

/// Collects shapes.
#[derive(Default)]
pub(crate) struct Pen {
    /// The shapes so far, one a line.
    pub drawn: String,
}

impl Pen {
    /// A straight stroke; `more` holds further attributes.
    pub fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str, more: &str) {
        let d = format!("M{x1} {y1}L{x2} {y2}");
        self.stroke(&d, class, 1.5, more);
    }

    /// The head of an arrow from the first point to the second.
    pub fn head(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) {
        let length = (x2 - x1).hypot(y2 - y1);
        let (ux, uy) = ((x2 - x1) / length, (y2 - y1) / length);
        let corner = |side: f64| point(x2 - ux * 10.0 - uy * side, y2 - uy * 10.0 + ux * side);
        let d = format!("M{}L{}L{}z", point(x2, y2), corner(4.0), corner(-4.0));
        self.fill(&d, class);
    }

    /// A message is taken here.
    pub fn dot(&mut self, x: f64, y: f64, class: &str) {
        let _ = writeln!(
            self.drawn,
            r#"<circle class="{class}" cx="{x}" cy="{y}" r="4.5" fill="currentColor"/>"#
        );
    }

    /// Something is waited for here.
    pub fn ring(&mut self, x: f64, y: f64, class: &str) {
        let _ = writeln!(
            self.drawn,
            r#"<circle class="{class}" cx="{x}" cy="{y}" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.5 2.2"/>"#
        );
    }

    /// A process begins here.
    pub fn birth(&mut self, x: f64, y: f64, class: &str) {
        let (x, y) = (x - 6.0, y - 4.0);
        let _ = writeln!(
            self.drawn,
            r#"<rect class="{class}" x="{x}" y="{y}" width="12" height="8" rx="2" fill="currentColor"/>"#
        );
    }

    /// A process, or a message, ends here.
    pub fn cross(&mut self, x: f64, y: f64, class: &str) {
        let d = format!("M{} {}l10 10m0 -10l-10 10", x - 5.0, y - 5.0);
        self.stroke(&d, class, 2.5, "");
    }

    /// A name.
    pub fn diamond(&mut self, x: f64, y: f64, class: &str) {
        self.fill(&format!("M{x} {}l5 5l-5 5l-5 -5z", y - 5.0), class);
    }

    /// Something that comes back to where it left.
    pub fn round_trip(&mut self, x: f64, y: f64, class: &str) {
        self.stroke(&format!("M{x} {}h7a6.5 6.5 0 0 1 0 13h-4", y - 8.0), class, 1.5, "");
        self.fill(&format!("M{x} {}l7 -4v8z", y + 5.0), class);
    }

    /// The beginning of a printed line.
    pub fn bar(&mut self, x: f64, y: f64, class: &str) {
        self.stroke(&format!("M{x} {}v16", y - 8.0), class, 4.0, "");
    }

    fn stroke(&mut self, d: &str, class: &str, width: f64, more: &str) {
        let _ = writeln!(
            self.drawn,
            r#"<path class="{class}" d="{d}" fill="none" stroke="currentColor" stroke-width="{width}"{more}/>"#
        );
    }

    fn fill(&mut self, d: &str, class: &str) {
        let _ = writeln!(self.drawn, r#"<path class="{class}" d="{d}" fill="currentColor"/>"#);
    }
}

/// One digit after the point is a tenth of a pixel.
pub(crate) fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn point(x: f64, y: f64) -> String {
    format!("{} {}", tenths(x), tenths(y))
}

/// `{` too: the picture is included into pages, where `{{` would be an order to the book builder.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '{' => escaped.push_str("&#123;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
