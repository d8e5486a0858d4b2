//! What is wrong with the book: everything mdBook lets pass, as findings with a file, a line and a repair.
//!
//! Sources are looked at first (`listings`, `parity`, `prose`, `exercises`); then the book is built into a
//! folder of its own and the result is looked at (`rendered`). A finding is never a matter of taste: either a
//! reader would see something broken, or the two languages would drift apart.

mod exercises;
mod listings;
mod parity;
mod prose;
mod rendered;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use workbook::course::{Course, Language};

use crate::build::{self, BookError};
use crate::source::Tree;

/// What a book must not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// mdBook logged an error or refused to build.
    Builds,
    /// A file, an anchor or a line that is not there.
    Include,
    /// A range of a transcript that cuts a section in two.
    Section,
    /// Code that was typed instead of included.
    Typed,
    /// A listing that is too long to read.
    Long,
    /// A heading without an explicit id of its own.
    HeadingId,
    /// The two trees differ.
    Parity,
    /// A page that the table of contents leaves out, or the other way round.
    Summary,
    /// Prose in the other language.
    Language,
    /// Markdown where it is not read: inside a line of HTML.
    Markup,
    /// A card without its exercise, or an exercise without its card.
    Card,
    /// A link that leads nowhere.
    Link,
    /// Something that would be fetched from the internet.
    Offline,
    /// A directive left over in a page.
    Leftover,
    /// An English string in the frame of a Russian page.
    Interface,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Relative to the root.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// The rule it breaks.
    pub rule: Rule,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub repair: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n    {}", self.file.display(), self.line, self.message, self.repair)
    }
}

/// What a verification found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Pages in both languages together.
    pub pages: usize,
    /// Exercises that have a card.
    pub exercises: usize,
    /// Empty for a good book.
    pub findings: Vec<Finding>,
}

/// Collects findings.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(
        &mut self,
        file: &Path,
        line: usize,
        rule: Rule,
        message: impl Into<String>,
        repair: impl Into<String>,
    ) {
        let (message, repair) = (message.into(), repair.into());
        self.0.push(Finding { file: file.to_owned(), line, rule, message, repair });
    }
}

/// Verifies both books.
///
/// # Errors
/// When the verification itself cannot be carried out: an unreadable course, page or folder. What is wrong with the
/// book is in the report.
pub fn verify(root: &Path) -> Result<Report, BookError> {
    let course = Arc::new(Course::load(root).map_err(BookError::Course)?);
    let trees = [Tree::read(root, Language::En)?, Tree::read(root, Language::Ru)?];
    let mut findings = Findings::default();
    for tree in &trees {
        listings::look(root, tree, &mut findings);
        prose::look(tree, &mut findings);
        exercises::look(&course, tree, &mut findings);
    }
    parity::look(&trees, &mut findings);
    rendered(root, &course, &trees, &mut findings)?;
    findings.0.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    findings.0.dedup();
    let pages = trees.iter().map(|tree| tree.pages.len()).sum();
    Ok(Report { pages, exercises: course.exercises().count(), findings: findings.0 })
}

/// Builds each tree and looks at the result. A tree that does not build is a finding, and there is nothing to look at.
fn rendered(
    root: &Path,
    course: &Arc<Course>,
    trees: &[Tree],
    findings: &mut Findings,
) -> Result<(), BookError> {
    let dir = build::fresh_dir(root)?;
    for tree in trees {
        let out = dir.path().join(tree.language.code());
        match build::build_language(root, course, tree.language, &out) {
            Ok(()) => rendered::look(tree, &out, findings).map_err(BookError::io(&out))?,
            Err(error @ BookError::Io { .. }) => return Err(error),
            Err(error) => refused(&error, tree, findings),
        }
    }
    Ok(())
}

fn refused(error: &BookError, tree: &Tree, findings: &mut Findings) {
    match error {
        BookError::Interface { strings } => {
            let (file, repair) =
                ("runner/book/src/interface.rs", "look the string up in the new mdBook, change its pair");
            for string in strings {
                findings.add(
                    file.as_ref(),
                    1,
                    Rule::Interface,
                    format!("mdBook no longer says {string}"),
                    repair,
                );
            }
        }
        BookError::Logged { lines, .. } => {
            for line in lines {
                let (file, number) = place(line, tree);
                findings.add(
                    &file,
                    number,
                    Rule::Builds,
                    format!("mdBook: {line}"),
                    "mdBook must build without a word",
                );
            }
        }
        error => findings.add(
            "book.toml".as_ref(),
            1,
            Rule::Builds,
            error.line(),
            "mdBook must build without a word",
        ),
    }
}

/// Where the directive that mdBook complains about stands: the first page that holds it.
fn place(logged: &str, tree: &Tree) -> (PathBuf, usize) {
    let directive = logged.split_once('"').and_then(|(_, rest)| rest.split_once('"')).map(|(inner, _)| inner);
    let found = directive.and_then(|directive| {
        let holds = |text: &str| text.lines().position(|line| line.contains(directive));
        tree.pages.values().find_map(|page| Some((page.file.clone(), holds(&page.text)? + 1)))
    });
    found.unwrap_or(("book.toml".into(), 1))
}
