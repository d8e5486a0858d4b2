//! `SUMMARY.md`: which pages there are, in which order and how deep.

use std::path::PathBuf;
use std::sync::LazyLock;

use regex::Regex;

static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?<indent> *)(?<bullet>- )?\[(?<title>.*)\]\((?<path>[^)]*)\)\s*$")
        .expect("the pattern is valid")
});

/// The table of contents of one tree.
pub struct Summary {
    /// The file, relative to the root.
    pub file: PathBuf,
    /// What it lists, in order.
    pub entries: Vec<Entry>,
}

/// One line of it.
pub struct Entry {
    /// From 1.
    pub line: usize,
    /// What it is; both languages must have the same.
    pub kind: EntryKind,
    /// The title, in its language.
    pub title: String,
}

/// What a line of the table of contents is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A page before the first or behind the last numbered one.
    Unnumbered(PathBuf),
    /// A numbered page, nested this deep.
    Numbered(usize, PathBuf),
    /// The title of a part.
    Part,
    /// A line between parts.
    Separator,
}

impl EntryKind {
    /// The page it leads to.
    #[must_use]
    pub fn page(&self) -> Option<&PathBuf> {
        match self {
            EntryKind::Unnumbered(page) | EntryKind::Numbered(_, page) => Some(page),
            EntryKind::Part | EntryKind::Separator => None,
        }
    }
}

impl Summary {
    pub(super) fn parse(file: PathBuf, text: &str) -> Self {
        let lines = text.lines().enumerate().skip(1); // the first line is the heading of the file
        let entries = lines.filter_map(|(index, line)| entry(index + 1, line)).collect();
        Self { file, entries }
    }
}

fn entry(number: usize, line: &str) -> Option<Entry> {
    if let Some(title) = line.strip_prefix("# ") {
        return Some(Entry { line: number, kind: EntryKind::Part, title: title.to_owned() });
    }
    if line.starts_with("---") {
        return Some(Entry { line: number, kind: EntryKind::Separator, title: String::new() });
    }
    let parts = ENTRY.captures(line)?;
    let page = PathBuf::from(&parts["path"]);
    let kind = match parts.name("bullet") {
        Some(_) => EntryKind::Numbered(parts["indent"].len(), page),
        None => EntryKind::Unnumbered(page),
    };
    Some(Entry { line: number, kind, title: parts["title"].to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{EntryKind, Summary};

    #[test]
    fn entries_keep_their_order_and_depth() {
        let text = "# Summary\n\n[Preface](README.md)\n\n# Part I\n\n- [One](a.md)\n  - [Two](b.md)\n\n---\n";
        let kinds: Vec<_> =
            Summary::parse("SUMMARY.md".into(), text).entries.into_iter().map(|entry| entry.kind).collect();
        assert_eq!(
            kinds,
            [
                EntryKind::Unnumbered("README.md".into()),
                EntryKind::Part,
                EntryKind::Numbered(0, "a.md".into()),
                EntryKind::Numbered(2, "b.md".into()),
                EntryKind::Separator,
            ]
        );
    }
}
