//! A typed line as words. Quotes hold a word together where they open one; an apostrophe inside a word is a letter.

/// The words of a line.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let closing = match first {
            '"' => Some('"'),
            '«' => Some('»'),
            _ => None,
        };
        let quoted = closing.and_then(|closing| rest[first.len_utf8()..].split_once(closing));
        let (word, behind) = match quoted {
            Some(parts) => parts,
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        words.push(word.to_owned());
        rest = behind.trim_start();
    }
    words
}

/// The words of a command. What `explain` and `notebook` are told is text: quotes stay in it.
pub fn of_line(line: &str) -> Vec<String> {
    match line.split_whitespace().next() {
        Some("explain" | "notebook") => line.split_whitespace().map(str::to_owned).collect(),
        _ => split(line),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_line, split};

    #[test]
    fn quotes_hold_together_and_apostrophes_are_letters() {
        assert_eq!(split("  check   mailbox "), ["check", "mailbox"]);
        assert_eq!(split("trace --svg \"my file.svg\""), ["trace", "--svg", "my file.svg"]);
        assert_eq!(split("explain it doesn't \"stop"), ["explain", "it", "doesn't", "\"stop"]);
        assert_eq!(split("notebook add «с пробелом»"), ["notebook", "add", "с пробелом"]);
        assert!(split("   ").is_empty());
    }

    #[test]
    fn text_keeps_its_quotes() {
        assert_eq!(of_line("explain \"b\" leaves"), ["explain", "\"b\"", "leaves"]);
    }
}
