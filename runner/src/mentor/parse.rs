//! Markdown into sections: `# cause`, `## part`, text. Headings inside fenced code do not count.

use super::MentorProblem;

/// What stands below one `# heading`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) parts: Vec<Part>,
}

/// What stands below one `## heading`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) text: String,
}

impl Section {
    /// The text of a part; empty where there is none.
    pub(super) fn part(&self, part: &str) -> String {
        self.parts.iter().find(|p| p.name == part).map(|p| p.text.clone()).unwrap_or_default()
    }
}

/// Splits a file. The error comes with its line.
pub(super) fn sections(markdown: &str) -> Result<Vec<Section>, (usize, MentorProblem)> {
    let mut sections: Vec<Section> = Vec::new();
    let mut in_code = false;
    for (line, text) in markdown.lines().enumerate().map(|(index, text)| (index + 1, text)) {
        if text.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        let duplicate = |heading: &str| (line, MentorProblem::Duplicate { heading: heading.to_owned() });
        match heading(text).filter(|_| !in_code) {
            Some((1, name)) => {
                if sections.iter().any(|section| section.name == name) {
                    return Err(duplicate(name));
                }
                sections.push(Section { name: name.to_owned(), line, parts: Vec::new() });
            }
            Some((_, name)) => {
                let section = sections.last_mut().ok_or((line, MentorProblem::TextOutside))?;
                if section.parts.iter().any(|part| part.name == name) {
                    return Err(duplicate(name));
                }
                section.parts.push(Part { name: name.to_owned(), line, text: String::new() });
            }
            None => match sections.last_mut().and_then(|section| section.parts.last_mut()) {
                Some(part) => {
                    part.text.push_str(text);
                    part.text.push('\n');
                }
                None if text.trim().is_empty() || text.starts_with("<!--") => {}
                None => return Err((line, MentorProblem::TextOutside)),
            },
        }
    }
    for part in sections.iter_mut().flat_map(|section| &mut section.parts) {
        part.text = part.text.trim().to_owned();
    }
    Ok(sections)
}

/// Level 1 or 2 and the name.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let name = line.get(level..)?.strip_prefix(' ')?.trim();
    matches!(level, 1 | 2).then_some((level, name))
}

/// The items of a list, each with its continuation lines: `- text` or `1. text`.
pub(super) fn items(list: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in list.lines() {
        match item(line) {
            Some(text) => items.push(text.to_owned()),
            None => {
                if let Some(last) = items.last_mut() {
                    last.push('\n');
                    last.push_str(line.trim_start());
                }
            }
        }
    }
    items.iter().map(|item| item.trim_end().to_owned()).collect()
}

fn item(line: &str) -> Option<&str> {
    let after_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after_number.len() < line.len();
    let rest = if numbered { after_number.strip_prefix(". ") } else { line.strip_prefix("- ") };
    rest.map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::{items, sections};
    use crate::mentor::MentorProblem;

    #[test]
    fn headings_in_code_are_text() {
        let parsed = sections("# a\n\n## fact\nx\n```sh\n# no heading\n```\n## why\ny\n").expect("parses");
        assert_eq!(parsed.len(), 1);
        assert_eq!(parsed[0].part("fact"), "x\n```sh\n# no heading\n```");
        assert_eq!(parsed[0].part("why"), "y");
        assert_eq!(parsed[0].parts[1].line, 8);
    }

    #[test]
    fn text_outside_and_double_headings_are_refused_with_their_line() {
        assert_eq!(sections("# a\nstray\n"), Err((2, MentorProblem::TextOutside)));
        let twice = sections("# a\n## fact\n## fact\n");
        assert_eq!(twice, Err((3, MentorProblem::Duplicate { heading: "fact".into() })));
    }

    #[test]
    fn an_item_keeps_its_continuation() {
        assert_eq!(items("1. one\n   more\n2. two"), ["one\nmore", "two"]);
        assert_eq!(items("- a\n- b"), ["a", "b"]);
    }
}
