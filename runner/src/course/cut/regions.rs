//! Takes a text with markers apart into lines and cut regions, and joins them again.

use std::path::Path;

use super::{CutError, CutProblem};

/// What the names of cut regions start with.
pub(super) const CUT: &str = "cut_";

/// A problem and its line, before anybody knows the file.
pub(super) struct At(pub(super) usize, pub(super) CutProblem);

impl At {
    pub(super) fn error(self, file: &Path) -> CutError {
        CutError { file: file.to_owned(), line: self.0, problem: self.1 }
    }

    pub(super) fn pair(self) -> (usize, CutProblem) {
        (self.0, self.1)
    }
}

/// A piece of a text with markers.
pub(super) enum Part<'t> {
    Line { number: usize, text: &'t str },
    Cut(Region<'t>),
}

/// One cut region.
pub(super) struct Region<'t> {
    pub(super) name: &'t str,
    /// Of the opening comment, from 1.
    pub(super) line: usize,
    /// White space before the opening comment.
    pub(super) indent: &'t str,
    solution: Vec<&'t str>,
    starter: Vec<&'t str>,
}

impl Region<'_> {
    pub(super) fn solution(&self) -> Vec<String> {
        self.solution.iter().map(|line| (*line).to_owned()).collect()
    }

    pub(super) fn starter(&self) -> Vec<String> {
        self.starter.iter().map(|line| indented(self.indent, line)).collect()
    }

    /// The region's own lines with their shared indentation replaced by `indent`.
    pub(super) fn moved_to(&self, indent: &str) -> Vec<String> {
        let depth = |line: &&str| line.len() - line.trim_start().len();
        let written = self.solution.iter().filter(|line| !line.trim().is_empty());
        let shared = written.map(depth).min().unwrap_or(0);
        self.solution.iter().map(|line| indented(indent, line.get(shared..).unwrap_or(""))).collect()
    }
}

fn indented(indent: &str, line: &str) -> String {
    if line.trim().is_empty() { String::new() } else { format!("{indent}{line}") }
}

/// A line that is a marker.
enum Mark<'t> {
    Open { name: &'t str },
    Close { name: &'t str, starter: Option<&'t str> },
}

/// Reads `// ANCHOR: name` and `// ANCHOR_END: name => starter line`; comments of SQL, Elixir and TOML serve too.
fn mark(line: &str) -> Option<Mark<'_>> {
    let line = line.trim();
    let comment = ["//", "#", "--"].into_iter().find_map(|lead| line.strip_prefix(lead))?.trim_start();
    if let Some(name) = comment.strip_prefix("ANCHOR:") {
        return Some(Mark::Open { name: name.trim() });
    }
    let rest = comment.strip_prefix("ANCHOR_END:")?;
    Some(match rest.split_once("=>") {
        Some((name, starter)) => {
            let starter = starter.strip_prefix(' ').unwrap_or(starter);
            Mark::Close { name: name.trim(), starter: Some(starter) }
        }
        None => Mark::Close { name: rest.trim(), starter: None },
    })
}

/// Takes a text apart into lines and cut regions; markers of the book are dropped.
pub(super) fn split(text: &str) -> Result<Vec<Part<'_>>, At> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut open: Option<Region<'_>> = None;
    // The region that the line above closed: further `=>` lines belong to it.
    let mut closed_above = false;
    for (line, number) in text.lines().zip(1..) {
        let ended_above = std::mem::take(&mut closed_above);
        match mark(line) {
            Some(Mark::Open { name }) if name.starts_with(CUT) => {
                if let Some(outer) = open {
                    let outer = outer.name.to_owned();
                    return Err(At(number, CutProblem::Nested { name: name.to_owned(), outer }));
                }
                let indent = &line[..line.len() - line.trim_start().len()];
                open = Some(Region { name, line: number, indent, solution: Vec::new(), starter: Vec::new() });
            }
            Some(Mark::Close { name, starter }) if name.starts_with(CUT) => {
                let stray = || At(number, CutProblem::Stray { name: name.to_owned() });
                match (open.take(), parts.last_mut()) {
                    (Some(mut region), _) if region.name == name => {
                        region.starter.extend(starter);
                        parts.push(Part::Cut(region));
                    }
                    (None, Some(Part::Cut(region))) if ended_above && region.name == name => {
                        region.starter.extend(starter);
                    }
                    _ => return Err(stray()),
                }
                closed_above = true;
            }
            Some(Mark::Close { name, starter: Some(_) }) => {
                return Err(At(number, CutProblem::NotACut { name: name.to_owned() }));
            }
            Some(_) => {}
            None => match &mut open {
                Some(region) => region.solution.push(line),
                None => parts.push(Part::Line { number, text: line }),
            },
        }
    }
    match open {
        Some(region) => Err(At(region.line, CutProblem::Unclosed { name: region.name.to_owned() })),
        None => Ok(parts),
    }
}

/// Puts the parts together again; `choose` says what stands in the place of a region. Where a region leaves
/// nothing between two blank lines, one of them goes too.
pub(super) fn join(parts: &[Part<'_>], choose: &mut dyn FnMut(&Region<'_>) -> Vec<String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut gap = false;
    for part in parts {
        match part {
            Part::Line { text, .. } if gap && text.trim().is_empty() => {}
            Part::Line { text, .. } => {
                gap = false;
                lines.push((*text).to_owned());
            }
            Part::Cut(region) => {
                let chosen = choose(region);
                let after_blank = lines.last().is_none_or(|line| line.trim().is_empty());
                gap = chosen.is_empty() && after_blank;
                lines.extend(chosen);
            }
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
