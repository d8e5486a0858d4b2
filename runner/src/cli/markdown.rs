//! Markdown for a terminal: paragraphs, lists, quotes and code, wrapped to the page.

use colored::Colorize;

use super::screen::{Look, columns};

/// Code up to this length is not broken into lines.
const WHOLE_CODE: usize = 44;
/// Blanks at which no line ends: inside of large numbers.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// A piece of a word in one style.
type Piece = (Style, String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Text,
    Code,
    Strong,
    Emphasis,
}

/// The lines of a text, none wider than `width` where words allow it.
pub fn render(markdown: &str, width: usize, indent: usize, look: Look) -> Vec<String> {
    let mut page = Page { width: width.saturating_sub(indent).max(12), indent, look, lines: Vec::new() };
    let mut paragraph = String::new();
    let mut hang = (String::new(), 0);
    let mut in_code = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            page.paragraph(&mut paragraph, &mut hang);
            in_code = !in_code;
        } else if in_code {
            page.code(line);
        } else if line.trim().is_empty() {
            page.paragraph(&mut paragraph, &mut hang);
            page.gap();
        } else if let Some((mark, text)) = list_item(line) {
            page.paragraph(&mut paragraph, &mut hang);
            hang = (mark.clone(), columns(&mark));
            paragraph.push_str(text);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim().trim_start_matches("> "));
            if line.ends_with("  ") {
                page.paragraph(&mut paragraph, &mut hang);
            }
        }
    }
    page.paragraph(&mut paragraph, &mut hang);
    while page.lines.last().is_some_and(String::is_empty) {
        page.lines.pop();
    }
    page.lines
}

/// Code, strong and emphasis of one line.
pub fn inline(markdown: &str, look: Look) -> String {
    let words = words(markdown, look);
    let shown: Vec<String> = words.iter().map(|word| paint(word, look)).collect();
    shown.join(" ")
}

/// `- text` and `12. text`.
fn list_item(line: &str) -> Option<(String, &str)> {
    let text = line.trim_start();
    if let Some(rest) = text.strip_prefix("- ") {
        return Some(("- ".to_owned(), rest));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix(". ").filter(|_| digits > 0)?;
    Some((format!("{}. ", &text[..digits]), rest))
}

struct Page {
    width: usize,
    indent: usize,
    look: Look,
    lines: Vec<String>,
}

impl Page {
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn code(&mut self, line: &str) {
        let shown = if self.look == Look::Rich { line.cyan().to_string() } else { line.to_owned() };
        self.lines.push(format!("{}    {shown}", " ".repeat(self.indent)));
    }

    fn paragraph(&mut self, paragraph: &mut String, (mark, hang): &mut (String, usize)) {
        let words = words(paragraph, self.look);
        let mut line = mark.clone();
        let mut used = *hang;
        let mut fresh = true;
        for word in &words {
            let wide: usize = word.iter().map(|piece| columns(&piece.1)).sum();
            if !fresh && used + 1 + wide > self.width {
                self.push(&line);
                line = " ".repeat(*hang);
                used = *hang;
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                used += 1;
            }
            line.push_str(&paint(word, self.look));
            used += wide;
            fresh = false;
        }
        if !words.is_empty() {
            self.push(&line);
        }
        paragraph.clear();
        (*mark, *hang) = (String::new(), 0);
    }

    fn push(&mut self, line: &str) {
        self.lines.push(format!("{}{line}", " ".repeat(self.indent)));
    }
}

/// Splits at blanks. Code stays in one piece while it is short, and a dash stays with the word before it. Without
/// colours the marks of code and emphasis stay in the text.
fn words(text: &str, look: Look) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let mut word: Vec<Piece> = Vec::new();
    let mut style = Style::Text;
    let mut whole = false;
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let (step, is_blank) = match mark(rest, style) {
            Some((next, length)) => {
                if look != Look::Rich {
                    let shown = if c == '`' { '`' } else { '*' };
                    push(&mut word, if next == Style::Text { style } else { next }, shown);
                }
                whole = next == Style::Code && rest[1..].find('`').is_some_and(|length| length <= WHOLE_CODE);
                style = next;
                (length, false)
            }
            None if c.is_whitespace() && !NO_BREAK.contains(&c) && !whole => (c.len_utf8(), true),
            None => {
                push(&mut word, style, c);
                (c.len_utf8(), false)
            }
        };
        rest = &rest[step..];
        if is_blank && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    glue_dashes(words)
}

/// A mark of style at the front of `rest`: the style behind it, and how long the mark is.
fn mark(rest: &str, style: Style) -> Option<(Style, usize)> {
    let toggle = |on: Style| if style == on { Style::Text } else { on };
    if rest.starts_with('`') {
        return Some((toggle(Style::Code), 1));
    }
    if style == Style::Code {
        return None;
    }
    if rest.starts_with("**") {
        return Some((toggle(Style::Strong), 2));
    }
    let next = rest.strip_prefix('*')?.chars().next();
    let opens = style == Style::Text && next.is_some_and(char::is_alphanumeric) && rest[1..].contains('*');
    (opens || style == Style::Emphasis).then(|| (toggle(Style::Emphasis), 1))
}

fn push(word: &mut Vec<Piece>, style: Style, c: char) {
    match word.last_mut() {
        Some((last, text)) if *last == style => text.push(c),
        _ => word.push((style, c.to_string())),
    }
}

fn glue_dashes(words: Vec<Vec<Piece>>) -> Vec<Vec<Piece>> {
    let mut glued: Vec<Vec<Piece>> = Vec::new();
    for word in words {
        let dash = matches!(&word[..], [(Style::Text, text)] if text == "—");
        match glued.last_mut().filter(|_| dash) {
            Some(last) => last.push((Style::Text, " —".to_owned())),
            None => glued.push(word),
        }
    }
    glued
}

fn paint(word: &[Piece], look: Look) -> String {
    let paint = |(style, text): &Piece| match style {
        _ if look != Look::Rich => text.clone(),
        Style::Text => text.clone(),
        Style::Code => text.cyan().to_string(),
        Style::Strong => text.bold().to_string(),
        Style::Emphasis => text.italic().to_string(),
    };
    word.iter().map(paint).collect()
}

#[cfg(test)]
mod tests {
    use super::{Look, inline, render};

    #[test]
    fn lines_are_filled_up_to_the_width() {
        assert_eq!(render("one two three four", 12, 0, Look::Still), ["one two", "three four"]);
        assert_eq!(render("a\nb\n\nc", 20, 2, Look::Still), ["  a b", "", "  c"]);
    }

    #[test]
    fn list_items_hang() {
        let lines = render("1. alpha beta gamma\n2. delta\n- epsilon", 16, 0, Look::Still);
        assert_eq!(lines, ["1. alpha beta", "   gamma", "2. delta", "- epsilon"]);
    }

    #[test]
    fn code_keeps_its_blanks_and_its_marks() {
        assert_eq!(inline("has `a1 a3`, and *more*", Look::Still), "has `a1 a3`, and *more*");
        assert_eq!(render("```sh\n# a  b\n```", 20, 0, Look::Still), ["    # a  b"]);
        assert_eq!(inline("2 * 3 * 4", Look::Still), "2 * 3 * 4");
        let command = render("say `cargo run -q -- check mailbox` now", 34, 0, Look::Still);
        assert_eq!(command, ["say", "`cargo run -q -- check mailbox`", "now"]);
    }

    #[test]
    fn a_number_is_not_broken() {
        assert_eq!(render("three 100\u{a0}000", 12, 0, Look::Still), ["three", "100\u{a0}000"]);
    }

    #[test]
    fn a_dash_does_not_begin_a_line() {
        let lines = render("Отсюда хорошо — начинать", 13, 0, Look::Still);
        assert_eq!(lines, ["Отсюда", "хорошо —", "начинать"]);
    }
}
