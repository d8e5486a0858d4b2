//! A sheet of terminal cells, each with a role, so that a caller can colour it.

use unicode_width::UnicodeWidthChar;

/// What a piece of a chart is. A caller may colour it; the text alone says as much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Empty space, lifelines.
    #[default]
    Plain,
    /// The name of a process.
    Name,
    /// Virtual time, and what is left out.
    Margin,
    /// A message and its label.
    Message,
    /// An exit signal, `DOWN`, the end of a process.
    Signal,
    /// Spawn, link, monitor, registered names.
    Bond,
    /// A line of the transcript.
    Note,
    /// The first difference, and what is said about it.
    Mark,
}

/// A stretch of text with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub role: Role,
    /// What it says.
    pub text: String,
}

impl Span {
    /// The text in the colour of its role: with the escape sequences of a terminal.
    #[must_use]
    pub fn coloured(&self) -> String {
        let code = match self.role {
            Role::Plain => return self.text.clone(),
            Role::Name => "1",
            Role::Margin => "2",
            Role::Signal => "31",
            Role::Note => "32",
            Role::Mark => "1;33",
            Role::Bond => "35",
            Role::Message => "36",
        };
        format!("\u{1b}[{code}m{}\u{1b}[0m", self.text)
    }
}

/// One row of cells. A character two columns wide leaves the cell to its right empty.
pub(crate) struct Line {
    cells: Vec<(String, Role)>,
}

impl Line {
    /// `width` spaces.
    pub fn new(width: usize) -> Self {
        Self { cells: vec![(" ".to_owned(), Role::Plain); width] }
    }

    /// Writes `text` from column `at`; what would stand outside is lost.
    pub fn write(&mut self, at: usize, text: &str, role: Role) {
        let mut column = at;
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            if width == 0 {
                if let Some(cell) = column.checked_sub(1).and_then(|before| self.cells.get_mut(before)) {
                    cell.0.push(c);
                }
                continue;
            }
            if column + width > self.cells.len() {
                return;
            }
            self.cells[column] = (c.to_string(), role);
            for covered in &mut self.cells[column + 1..column + width] {
                *covered = (String::new(), role);
            }
            column += width;
        }
    }

    /// The row as spans of equal role, without the empty space at its end.
    pub fn spans(self) -> Vec<Span> {
        let used = self.cells.iter().rposition(|(text, _)| text != " ").map_or(0, |last| last + 1);
        let mut spans: Vec<Span> = Vec::new();
        for (text, role) in self.cells.into_iter().take(used) {
            let blank = text == " ";
            match spans.last_mut() {
                Some(last) if last.role == role || blank => last.text.push_str(&text),
                _ => spans.push(Span { role, text }),
            }
        }
        spans
    }
}
