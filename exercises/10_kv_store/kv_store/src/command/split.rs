//! Where one word of a line ends: at a space that stands in no brackets and no quotes.
//!
//! Chapter: `kv_store`.

/// This sign was opened and never closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Torn(pub char);

/// The words of a line.
pub(super) fn split(line: &str) -> Result<Vec<&str>, Torn> {
    let (mut words, mut start, mut open) = (Vec::new(), None, Vec::new());
    let mut letters = line.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            space if space.is_whitespace() && open.is_empty() => {
                words.extend(start.take().map(|start| &line[start..at]));
                continue;
            }
            '"' | '\'' => skip_quoted(letter, &mut letters)?,
            '?' if !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') => {
                skip_character(&mut letters);
            }
            '{' | '[' => open.push(letter),
            '}' | ']' => drop(open.pop()),
            // `<<1, 2>>` is a bracket, the `<` of a guard `{:<, :"$1", 2}` is a name.
            '<' if line[at..].starts_with("<<") && !line[..at].ends_with([':', '<']) => open.push(letter),
            '>' if line[..at].ends_with('>') && open.last() == Some(&'<') => drop(open.pop()),
            _ => {}
        }
        start.get_or_insert(at);
    }
    words.extend(start.map(|start| &line[start..]));
    open.first().map_or(Ok(words), |open| Err(Torn(*open)))
}

/// `a`, `{` or `\n`: what stands behind a question mark opens nothing.
fn skip_character(letters: &mut std::str::CharIndices<'_>) {
    if letters.next().is_some_and(|(_, letter)| letter == '\\') {
        letters.next();
    }
}

/// To the end of what stands in quotes.
fn skip_quoted(quote: char, letters: &mut std::str::CharIndices<'_>) -> Result<(), Torn> {
    loop {
        match letters.next() {
            Some((_, '\\')) => drop(letters.next()),
            Some((_, letter)) if letter == quote => return Ok(()),
            Some(_) => {}
            None => return Err(Torn(quote)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_in_brackets_and_quotes_part_nothing() {
        assert_eq!(split(r#"{:a, 1}  "b c" [d: 1]"#), Ok(vec!["{:a, 1}", r#""b c""#, "[d: 1]"]));
        assert_eq!(split(r#""say \"hi\" now" ?\s ?{ x"#), Ok(vec![r#""say \"hi\" now""#, r"?\s", "?{", "x"]));
        assert_eq!(split("<<1, 2>> :ok"), Ok(vec!["<<1, 2>>", ":ok"]));
        assert_eq!(split("[{{:<, 1, 2}, {:>, 2}} ] x"), Ok(vec!["[{{:<, 1, 2}, {:>, 2}} ]", "x"]));
        assert_eq!(split("[1 {2"), Err(Torn('[')));
        assert_eq!(split(r#""a"#), Err(Torn('"')));
    }
}
