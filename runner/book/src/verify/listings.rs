//! Listings: included from files that compile, short, and whole.

use std::path::Path;

use super::{Findings, Rule};
use crate::source::include::{Include, Missing, Part, without};
use crate::source::{Fence, Page, Tree};

/// Lines a reader can hold in view.
const LONGEST: usize = 25;

/// Languages whose code comes from files that are compiled or run.
const INCLUDED: [&str; 2] = ["rust", "elixir"];

/// The word in an info string that lets code be typed: a fragment that is on purpose no program.
const TYPED: &str = "ignore-typed";

pub(super) fn look(root: &Path, tree: &Tree, findings: &mut Findings) {
    for page in tree.pages.values() {
        for (line, include) in &page.includes {
            check_include(root, page, *line, include, findings);
        }
        for fence in &page.fences {
            check_fence(root, page, fence, findings);
        }
    }
}

fn check_include(root: &Path, page: &Page, line: usize, include: &Include, findings: &mut Findings) {
    let target = &include.target;
    let mut add = |rule, message: String, repair: &str| findings.add(&page.file, line, rule, message, repair);
    match include.resolve(root, &page.file) {
        Ok(_) if is_transcript(include) => {
            if let Some(problem) = cuts_a_section(root, page, include) {
                add(
                    Rule::Section,
                    format!("`{target}` {problem}"),
                    "include whole sections: from their `-- name` line on",
                );
            }
        }
        Ok(_) => {}
        Err(Missing::File) => {
            add(Rule::Include, format!("no file `{target}`"), "paths start at the page's own folder")
        }
        Err(Missing::Anchor) => {
            add(
                Rule::Include,
                format!("no `ANCHOR:` for `{target}`"),
                "name an anchor of that file, or add it there",
            );
        }
        Err(Missing::AnchorEnd) => {
            add(Rule::Include, format!("no `ANCHOR_END:` for `{target}`"), "close the anchor in that file");
        }
        Err(Missing::Empty) => {
            add(Rule::Include, format!("`{target}` shows nothing"), "put the anchor round code")
        }
        Err(Missing::Lines { has }) => {
            add(Rule::Include, format!("`{target}`: the file has {has} lines"), "name lines that are there");
        }
    }
}

fn is_transcript(include: &Include) -> bool {
    include.path.ends_with("beam.out")
}

/// What is wrong with a range of a transcript: sections start at a line `-- name`.
fn cuts_a_section(root: &Path, page: &Page, include: &Include) -> Option<&'static str> {
    let Part::Lines(from, to) = include.part else { return None };
    let whole = Include { part: Part::Whole, ..include.clone() }.resolve(root, &page.file).ok()?;
    let starts = |line: usize| whole.get(line - 1).is_none_or(|text| text.starts_with("-- "));
    let from = from.unwrap_or(1);
    let to = to.unwrap_or(whole.len());
    if from != 1 && !starts(from) {
        Some("starts inside a section")
    } else if !starts(to + 1) {
        Some("ends inside a section")
    } else if from != 1 && whole[from..to].iter().any(|line| line.starts_with("-- ")) {
        Some("runs into the next section")
    } else {
        None
    }
}

fn check_fence(root: &Path, page: &Page, fence: &Fence, findings: &mut Findings) {
    let mut words = fence.info.split([',', ' ']);
    let language = words.next().unwrap_or_default();
    let typed = without(&fence.text).lines().any(|line| !line.trim().is_empty());
    if INCLUDED.contains(&language) && typed && !words.any(|word| word == TYPED) {
        findings.add(
            &page.file,
            fence.line,
            Rule::Typed,
            format!("{language} code typed into the page"),
            format!("include it from a file that is compiled or run; a mere fragment is marked `{TYPED}`"),
        );
    }
    let lines = shown_lines(root, page, fence);
    if lines > LONGEST {
        findings.add(
            &page.file,
            fence.line,
            Rule::Long,
            format!("a listing of {lines} lines"),
            format!("show {LONGEST} at most: give each idea an anchor of its own"),
        );
    }
}

/// The height of a fence once its includes are resolved; a broken include is reported elsewhere.
fn shown_lines(root: &Path, page: &Page, fence: &Fence) -> usize {
    let typed = without(&fence.text).lines().filter(|line| !line.trim().is_empty()).count();
    let height = fence.text.lines().count();
    let inside = fence.line..=fence.line + height;
    let included = page.includes.iter().filter(|(line, _)| inside.contains(line));
    let shown = included.map(|(_, include)| include.resolve(root, &page.file).map_or(0, |lines| lines.len()));
    typed + shown.sum::<usize>()
}
