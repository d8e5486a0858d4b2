//! How a page looks: its language, its width, and whether it has colours and drawings.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns where nobody says how many there are.
const WIDTH: usize = 80;
/// Narrower than this, nothing can be laid out.
const NARROWEST: usize = 24;

/// The language of what the lab says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    En,
    Ru,
}

/// How to print: with colours, without, or in ASCII. Colours themselves are switched on once, for the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    Rich,
    #[default]
    Still,
    Plain,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) language: Language,
    pub(crate) look: Look,
    pub(crate) width: usize,
}

impl Page {
    /// The first where drawings are welcome, the second in ASCII.
    pub(crate) fn mark<'a>(&self, drawn: &'a str, ascii: &'a str) -> &'a str {
        if self.look == Look::Plain { ascii } else { drawn }
    }

    /// A page as wide as the terminal says; one that says 0 columns has not said anything.
    pub(crate) fn measured(mut self, terminal: Option<usize>) -> Self {
        let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let said = [said, terminal].into_iter().flatten().find(|columns| *columns > 0);
        self.width = said.unwrap_or(WIDTH).max(NARROWEST);
        self
    }
}

/// Columns of a text; its colours take none.
pub(crate) fn columns(text: &str) -> usize {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().width();
    first + parts.map(|part| part.split_once('m').map_or(0, |(_, shown)| shown.width())).sum::<usize>()
}

/// The text with blanks behind it.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// At most `width` columns of a text that came from the learner's code: nothing in it moves the cursor.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let text = legible(text);
    if columns(&text) <= width {
        return text;
    }
    let mut left = width.saturating_sub(1);
    let fits = |c: &char| {
        let fits = c.width().unwrap_or(0) <= left;
        left = left.saturating_sub(c.width().unwrap_or(0));
        fits
    };
    text.chars().take_while(fits).collect::<String>() + "…"
}

/// Text without what would move the cursor.
pub(crate) fn legible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A sentence in lines of at most `width` columns, each `indent` columns from the left.
pub(crate) fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        if !line.is_empty() && indent + columns(&line) + 1 + columns(word) > width {
            lines.push(format!("{}{line}", " ".repeat(indent)));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(format!("{}{line}", " ".repeat(indent)));
    lines
}

#[cfg(test)]
mod tests {
    use super::{cut, wrap};

    #[test]
    fn what_does_not_fit_is_cut_and_cannot_move_the_cursor() {
        assert_eq!(cut("Counter(3)", 10), "Counter(3)");
        assert_eq!(cut("состояние", 6), "состо…");
        assert_eq!(cut("a\u{1b}[2J", 9), "a\u{fffd}[2J");
    }

    #[test]
    fn long_sentences_are_wrapped() {
        assert_eq!(wrap("one two three", 9, 2), ["  one two", "  three"]);
        assert_eq!(wrap("", 9, 0), [""]);
        assert_eq!(wrap("\u{1b}[36mone\u{1b}[0m two", 7, 0).len(), 1, "colours take no room");
    }
}
