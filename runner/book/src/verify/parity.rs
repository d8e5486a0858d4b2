//! The two trees say the same: same pages, same table of contents, same marks in the same order.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Findings, Rule};
use crate::source::{Mark, Page, Tree};

/// Pages that no table of contents lists.
const UNLISTED: [&str; 1] = ["404.md"];

pub(super) fn look(trees: &[Tree; 2], findings: &mut Findings) {
    let [en, ru] = trees;
    for (path, page) in &en.pages {
        match ru.pages.get(path) {
            Some(other) => compare(page, other, findings),
            None => missing(page, ru, path, findings),
        }
    }
    for (path, page) in ru.pages.iter().filter(|(path, _)| !en.pages.contains_key(*path)) {
        missing(page, en, path, findings);
    }
    compare_summaries(en, ru, findings);
    for tree in trees {
        check_summary(tree, findings);
        tree.pages.values().for_each(|page| check_ids(page, findings));
    }
}

fn missing(page: &Page, other: &Tree, path: &Path, findings: &mut Findings) {
    let wanted = Path::new("book").join(other.language.code()).join(path);
    findings.add(
        &page.file,
        1,
        Rule::Parity,
        format!("no page {} beside it", wanted.display()),
        "write the page in both languages, or in neither",
    );
}

/// Reports the first mark that differs; what follows it would only repeat the news.
fn compare(en: &Page, ru: &Page, findings: &mut Findings) {
    let first = en.marks.iter().zip(&ru.marks).find(|((_, en), (_, ru))| en != ru);
    let (line, message) = match first {
        Some(((en_line, en_mark), (ru_line, ru_mark))) => (
            *ru_line,
            format!("{} here, but {} in {}:{en_line}", show(ru_mark), show(en_mark), en.file.display()),
        ),
        None if en.marks.len() > ru.marks.len() => {
            let (en_line, mark) = &en.marks[ru.marks.len()];
            let last = ru.marks.last().map_or(1, |(line, _)| *line);
            (last, format!("the page ends, but {} follows in {}:{en_line}", show(mark), en.file.display()))
        }
        None if ru.marks.len() > en.marks.len() => {
            let (line, mark) = &ru.marks[en.marks.len()];
            (*line, format!("{} here, but {} has ended", show(mark), en.file.display()))
        }
        None => return,
    };
    let repair = "headings with their ids, code blocks, includes, pictures, cards, folds, notes and tables \
                  come in the same order in both languages";
    findings.add(&ru.file, line, Rule::Parity, message, repair);
}

fn show(mark: &Mark) -> String {
    match mark {
        Mark::Heading { level, id } => {
            let id = id.as_deref().map_or("no id".to_owned(), |id| format!("{{#{id}}}"));
            format!("heading {} with {id}", "#".repeat(*level))
        }
        Mark::Fence(info) => format!("code block `{info}`"),
        Mark::Include(target) => format!("include of `{target}`"),
        Mark::Image(path) => format!("picture `{path}`"),
        Mark::Card(id) => format!("card of `{id}`"),
        Mark::Details => "a fold".to_owned(),
        Mark::Alert(kind) => format!("alert [!{kind}]"),
        Mark::Table(columns) => format!("table of {columns} columns"),
    }
}

fn compare_summaries(en: &Tree, ru: &Tree, findings: &mut Findings) {
    let (left, right) = (&en.summary.entries, &ru.summary.entries);
    let first = left.iter().zip(right).find(|(en, ru)| en.kind != ru.kind);
    let line = match first {
        Some((_, ru)) => ru.line,
        None if left.len() != right.len() => right.last().map_or(1, |entry| entry.line),
        None => return,
    };
    findings.add(
        &ru.summary.file,
        line,
        Rule::Parity,
        format!("from here on it differs from {}", en.summary.file.display()),
        "list the same pages in the same order at the same depth",
    );
}

fn check_summary(tree: &Tree, findings: &mut Findings) {
    let mut listed = BTreeSet::new();
    for entry in &tree.summary.entries {
        let Some(path) = entry.kind.page() else { continue };
        if !tree.pages.contains_key(path) {
            let message = format!("no page {}", path.display());
            findings.add(
                &tree.summary.file,
                entry.line,
                Rule::Summary,
                message,
                "write it, or take the line out",
            );
        } else if !listed.insert(path) {
            let message = format!("{} is listed twice", path.display());
            findings.add(&tree.summary.file, entry.line, Rule::Summary, message, "list it once");
        }
    }
    for (path, page) in &tree.pages {
        if !listed.contains(path) && !UNLISTED.iter().any(|name| path == Path::new(name)) {
            let message = format!("{} does not list it", tree.summary.file.display());
            findings.add(&page.file, 1, Rule::Summary, message, "give it its place there");
        }
    }
}

fn check_ids(page: &Page, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (line, mark) in &page.marks {
        let Mark::Heading { id, .. } = mark else { continue };
        let message = match id {
            None => "a heading without an id".to_owned(),
            Some(id)
                if !id
                    .bytes()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-' || c == b'_') =>
            {
                format!("the id `{id}` is more than small letters, digits, - and _")
            }
            Some(id) if !seen.insert(id) => format!("the id `{id}` is taken by a heading above"),
            Some(_) => continue,
        };
        let repair = "write `## Title {#short-id}`, the same id in both languages";
        findings.add(&page.file, *line, Rule::HeadingId, message, repair);
    }
}
