//! Where everything is printed: it knows how wide, how colourful and how plain the page is, and survives a reader
//! who leaves early.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use colored::Colorize;
use unicode_width::UnicodeWidthStr;

use super::markdown;

/// Columns where nobody says how many there are.
const WIDTH: usize = 80;
/// Prose wider than this is hard to read.
const PROSE: usize = 84;
/// Narrower than this, text becomes a column of single words.
const NARROWEST: usize = 24;

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Colours, links, Unicode drawings, things that move.
    Rich,
    /// The same without colours, links and movement: a pipe, a file, `NO_COLOR`.
    Still,
    /// ASCII marks and whole sentences instead of drawings: `--plain`, screen readers, dumb terminals.
    Plain,
}

/// What the environment says about the page.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    pub terminal: bool,
    pub no_color: bool,
    /// `CLICOLOR`: `0` asks for none.
    pub clicolor: Option<String>,
    /// `CLICOLOR_FORCE`: anything but `0` asks for colours even without a terminal.
    pub clicolor_force: Option<String>,
    pub term: Option<String>,
    /// `COLUMNS`.
    pub columns: Option<usize>,
    pub terminal_columns: Option<usize>,
}

impl Surroundings {
    pub fn read() -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        Self {
            terminal: io::stdout().is_terminal(),
            no_color: variable("NO_COLOR").is_some_and(|v| !v.is_empty()),
            clicolor: variable("CLICOLOR"),
            clicolor_force: variable("CLICOLOR_FORCE"),
            term: variable("TERM"),
            columns: variable("COLUMNS").and_then(|v| v.parse().ok()),
            terminal_columns: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        }
    }

    pub fn look(&self, plain: bool) -> Look {
        let dumb = self.terminal && self.term.as_deref() == Some("dumb");
        if plain || dumb {
            return Look::Plain;
        }
        let forced = self.clicolor_force.as_deref().is_some_and(|v| v != "0");
        let wanted = self.terminal && self.clicolor.as_deref() != Some("0");
        if !self.no_color && (forced || wanted) { Look::Rich } else { Look::Still }
    }

    /// A terminal that says 0 columns has not said anything.
    pub fn width(&self) -> usize {
        let said = [self.columns, self.terminal_columns].into_iter().flatten().find(|n| *n > 0);
        said.unwrap_or(WIDTH).max(NARROWEST)
    }
}

/// The page.
pub struct Screen {
    out: Box<dyn Write>,
    look: Look,
    terminal: bool,
    width: usize,
    /// Why nothing can be written any more.
    lost: Option<io::Error>,
}

impl Screen {
    /// Standard output. The choice of colours holds for the whole program.
    pub fn standard(surroundings: &Surroundings, plain: bool) -> Self {
        let look = surroundings.look(plain);
        colored::control::set_override(look == Look::Rich);
        Self {
            out: Box::new(io::stdout()),
            look,
            terminal: surroundings.terminal,
            width: surroundings.width(),
            lost: None,
        }
    }

    pub fn look(&self) -> Look {
        self.look
    }

    pub fn plain(&self) -> bool {
        self.look == Look::Plain
    }

    /// Whether something may move: a bar, a spinner.
    pub fn moves(&self) -> bool {
        self.terminal && self.look != Look::Plain
    }

    pub fn terminal(&self) -> bool {
        self.terminal
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// The terminal may have been resized since the last command.
    pub fn measure(&mut self) {
        self.width = Surroundings::read().width();
    }

    /// Whether the reader has gone.
    pub fn closed(&self) -> bool {
        self.lost.is_some()
    }

    /// Why a part is missing that a reader still waits for: a file on a full disk. One who left misses nothing.
    pub fn loss(&self) -> Option<&io::Error> {
        self.lost.as_ref().filter(|error| error.kind() != io::ErrorKind::BrokenPipe)
    }

    pub fn line(&mut self, text: impl AsRef<str>) {
        self.write(text.as_ref());
        self.write("\n");
    }

    pub fn blank(&mut self) {
        self.write("\n");
    }

    /// Prints without a line end. A reader who has gone is no error: `list | head -1` is a fair question.
    pub fn write(&mut self, text: &str) {
        if self.lost.is_none() {
            self.lost = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()).err();
        }
    }

    /// A heading with a blank line above it.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        self.line(text.bold().to_string());
    }

    /// Wrapped Markdown, `indent` columns from the left.
    pub fn prose(&mut self, markdown: &str, indent: usize) {
        for line in markdown::render(markdown, self.width.min(PROSE), indent, self.look) {
            self.line(line);
        }
    }

    /// One line of Markdown without wrapping: code and emphasis are shown, nothing else.
    pub fn inline(&self, markdown: &str) -> String {
        markdown::inline(markdown, self.look)
    }

    /// A file as a link where terminals have them.
    pub fn path(&self, shown: &str, target: &Path) -> String {
        match (self.look, self.terminal) {
            (Look::Rich, true) => {
                let target = target.display();
                format!("\u{1b}]8;;file://{target}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", shown.cyan())
            }
            (Look::Rich, false) => shown.cyan().to_string(),
            _ => shown.to_owned(),
        }
    }
}

/// Columns a text takes on the screen, without its escape sequences.
pub fn columns(text: &str) -> usize {
    let mut seen = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\u{1b}', Some('[')) => while chars.next().is_some_and(|c| !c.is_ascii_alphabetic()) {},
            ('\u{1b}', Some(']')) => while chars.next().is_some_and(|c| c != '\\' && c != '\u{7}') {},
            _ => seen.push(c),
        }
    }
    seen.width()
}

/// The text with blanks behind it up to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The text cut to `width` columns, with an ellipsis where something is missing. Without escape sequences.
pub fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if columns(&kept) + columns(c.encode_utf8(&mut [0; 4])) + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::{Look, Surroundings, columns, cut, pad};

    fn terminal() -> Surroundings {
        Surroundings { terminal: true, term: Some("xterm".into()), ..Surroundings::default() }
    }

    #[test]
    fn colours_are_for_terminals_that_want_them() {
        assert_eq!(terminal().look(false), Look::Rich);
        assert_eq!(Surroundings { no_color: true, ..terminal() }.look(false), Look::Still);
        assert_eq!(Surroundings { clicolor: Some("0".into()), ..terminal() }.look(false), Look::Still);
        assert_eq!(Surroundings::default().look(false), Look::Still);
        let forced = Surroundings { clicolor_force: Some("1".into()), ..Surroundings::default() };
        assert_eq!(forced.look(false), Look::Rich);
        assert_eq!(terminal().look(true), Look::Plain);
        assert_eq!(Surroundings { term: Some("dumb".into()), ..terminal() }.look(false), Look::Plain);
    }

    #[test]
    fn nothing_columns_are_eighty() {
        assert_eq!(Surroundings { terminal_columns: Some(0), ..terminal() }.width(), 80);
        assert_eq!(Surroundings { terminal_columns: Some(0), columns: Some(40), ..terminal() }.width(), 40);
        assert_eq!(Surroundings { terminal_columns: Some(3), ..terminal() }.width(), 24);
    }

    #[test]
    fn escape_sequences_take_no_columns() {
        assert_eq!(columns("\u{1b}[1;31mящик\u{1b}[0m"), 4);
        assert_eq!(columns("\u{1b}]8;;file:///a\u{1b}\\b\u{1b}]8;;\u{1b}\\"), 1);
        assert_eq!(pad("ящик", 6), "ящик  ");
        assert_eq!(cut("почтовый ящик", 9), "почтовый…");
    }
}
