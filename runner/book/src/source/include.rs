//! What a page takes from files: `{{#include path}}`, `{{#include path:anchor}}`, `{{#include path:3:9}}`.
//!
//! mdBook renders a missing anchor as nothing at all, so we resolve every include ourselves and say what is wrong.
//! Source: the mdBook guide, "mdBook-specific features", "Including files".

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

static INCLUDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{\s*#include\s+(?<target>[^}\s]+)\s*\}\}").expect("the pattern is valid")
});

/// Any mark of an anchor; mdBook drops such lines from what it includes.
static ANCHOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR(?<end>_END)?:\s*(?<name>[\w-]+)").expect("the pattern is valid"));

/// One include of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// As written: `../../../solutions/…/mailbox.rs:take`.
    pub target: String,
    /// The file, relative to the page.
    pub path: PathBuf,
    /// Which part of it.
    pub part: Part,
}

/// Which part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Between two anchors.
    Anchor(String),
    /// Lines from and to, from 1, both included.
    Lines(Option<usize>, Option<usize>),
}

/// Why an include shows nothing, or the wrong thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No such file.
    File,
    /// No such anchor in it.
    Anchor,
    /// The anchor is opened and never closed: everything to the end of the file would be shown.
    AnchorEnd,
    /// There, but nothing in it.
    Empty,
    /// The file is shorter.
    Lines {
        /// So many lines.
        has: usize,
    },
}

/// The includes of a page by byte offset. An escaped one (`\{{#include`) is text.
pub(super) fn find(page: &str) -> Vec<(usize, Include)> {
    let all = INCLUDE.captures_iter(page).filter_map(|found| {
        let at = found.get(0)?.start();
        (!page[..at].ends_with('\\')).then(|| (at, Include::parse(&found["target"])))
    });
    all.collect()
}

/// The text without its includes.
#[must_use]
pub fn without(text: &str) -> String {
    INCLUDE.replace_all(text, "").into_owned()
}

impl Include {
    fn parse(target: &str) -> Self {
        let (path, part) = target.split_once(':').unwrap_or((target, ""));
        let (from, to) = part.split_once(':').map_or((part, None), |(from, to)| (from, Some(to)));
        let part = match (from.parse(), to) {
            (_, None) if from.is_empty() => Part::Whole,
            (Ok(line), None) => Part::Lines(Some(line), Some(line)),
            (Ok(from), Some(to)) => Part::Lines(Some(from), to.parse().ok()),
            (Err(_), Some(to)) if from.is_empty() => Part::Lines(None, to.parse().ok()),
            (Err(_), _) => Part::Anchor(from.to_owned()),
        };
        Self { target: target.to_owned(), path: path.into(), part }
    }

    /// The file it takes from, for a page at `page` below `root`.
    #[must_use]
    pub fn file(&self, root: &Path, page: &Path) -> PathBuf {
        root.join(page).parent().unwrap_or(root).join(&self.path)
    }

    /// The lines a reader will see.
    ///
    /// # Errors
    /// What is missing.
    pub fn resolve(&self, root: &Path, page: &Path) -> Result<Vec<String>, Missing> {
        let text = fs::read_to_string(self.file(root, page)).map_err(|_| Missing::File)?;
        let lines: Vec<_> = text.lines().collect();
        let shown = match &self.part {
            Part::Whole => &lines[..],
            Part::Anchor(name) => anchored(&lines, name)?,
            Part::Lines(from, to) => {
                let (from, to) = (from.unwrap_or(1).max(1), to.unwrap_or(lines.len()));
                lines.get(from - 1..to).ok_or(Missing::Lines { has: lines.len() })?
            }
        };
        let shown: Vec<_> =
            shown.iter().filter(|line| !ANCHOR.is_match(line)).map(|&line| line.to_owned()).collect();
        if shown.iter().all(|line| line.trim().is_empty()) { Err(Missing::Empty) } else { Ok(shown) }
    }
}

/// What stands between the two marks of an anchor.
fn anchored<'a, 'b>(lines: &'a [&'b str], name: &str) -> Result<&'a [&'b str], Missing> {
    let is = |line: &str, end: bool| {
        ANCHOR.captures(line).is_some_and(|mark| &mark["name"] == name && mark.name("end").is_some() == end)
    };
    let start = lines.iter().position(|line| is(line, false)).ok_or(Missing::Anchor)? + 1;
    let length = lines[start..].iter().position(|line| is(line, true)).ok_or(Missing::AnchorEnd)?;
    Ok(&lines[start..start + length])
}

#[cfg(test)]
mod tests {
    use super::{Include, Missing, Part, anchored, find};

    #[test]
    fn parts_are_read_as_mdbook_reads_them() {
        let part = |target| Include::parse(target).part;
        assert_eq!(part("a.rs"), Part::Whole);
        assert_eq!(part("a.rs:take"), Part::Anchor("take".to_owned()));
        assert_eq!(part("a.out:3"), Part::Lines(Some(3), Some(3)));
        assert_eq!(part("a.exs:3:"), Part::Lines(Some(3), None));
        assert_eq!(part("a.out:3:9"), Part::Lines(Some(3), Some(9)));
        assert_eq!(part("a.out::9"), Part::Lines(None, Some(9)));
    }

    #[test]
    fn an_escaped_include_is_text() {
        assert!(find(r"\{{#include a.rs}}").is_empty());
        assert_eq!(find("ab {{#include a.rs}}")[0].0, 3);
    }

    #[test]
    fn an_anchor_needs_both_of_its_marks() {
        let lines = ["// ANCHOR: a", "one", "// ANCHOR_END: a => starter", "// ANCHOR: b", "two"];
        assert_eq!(anchored(&lines, "a"), Ok(&["one"][..]));
        assert_eq!(anchored(&lines, "b"), Err(Missing::AnchorEnd));
        assert_eq!(anchored(&lines, "c"), Err(Missing::Anchor));
    }
}
