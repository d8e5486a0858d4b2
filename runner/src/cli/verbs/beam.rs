//! `beam`: the script of an exercise, what a real BEAM printed for it, and what the learner's code printed beside that.

use std::io::ErrorKind;
use std::path::Path;

use colored::Colorize;

use super::sides::{self, Sides};
use crate::author;
use crate::check::{self, Compared, Verdict};
use crate::cli::complaint::Complaint;
use crate::cli::exit::Exit;
use crate::cli::screen::columns;
use crate::cli::session::{Outcome, Session};
use crate::course::Exercise;

pub fn run(session: &mut Session, id: Option<&str>, section: &str, live: bool) -> Outcome {
    let (exercise, section) = understood(session, id, section)?;
    let scripts = author::scripts(&exercise);
    if scripts.is_empty() {
        return Err(Complaint::of("beam-none", &[("id", &exercise.id)]));
    }
    let mut recordings = Vec::new();
    for script in &scripts {
        recordings.push(Recording::read(&exercise, script)?);
    }
    let known = recordings.iter().flat_map(Recording::names).collect::<Vec<_>>();
    if !section.is_empty() && !known.contains(&section.as_str()) {
        return Err(unknown_section(&exercise, &known));
    }
    let mut exit = Exit::Passed;
    for recording in &recordings {
        if section.is_empty() || recording.names().any(|name| name == section) {
            exit = exit.max(match live {
                true => on_this_machine(session, &exercise, recording, &section)?,
                false => recorded(session, &exercise, recording, &section),
            });
        }
    }
    Ok(exit)
}

/// `beam a chain` may leave out the current exercise: what is no id is the beginning of a section's name.
fn understood(session: &Session, id: Option<&str>, section: &str) -> Result<(Exercise, String), Complaint> {
    match (session.exercise(id), session.exercise(None)) {
        (Ok(exercise), _) => Ok((exercise, section.to_owned())),
        (Err(complaint), Ok(current)) => {
            let whole = [id.unwrap_or_default(), section].join(" ").trim().to_owned();
            let scripts = author::scripts(&current);
            let mut recordings = scripts.iter().filter_map(|script| Recording::read(&current, script).ok());
            match recordings.any(|recording| recording.names().any(|name| name == whole)) {
                true => Ok((current, whole)),
                false => Err(complaint),
            }
        }
        (Err(complaint), Err(_)) => Err(complaint),
    }
}

fn unknown_section(exercise: &Exercise, known: &[&str]) -> Complaint {
    match known {
        [] => Complaint::of("beam-no-sections", &[("id", &exercise.id)]),
        known => Complaint::of("beam-no-section", &[("id", &exercise.id), ("known", &known.join(", "))]),
    }
}

/// A script and what it printed.
struct Recording {
    script: std::path::PathBuf,
    code: String,
    /// `# OTP 25, Elixir 1.14.0`.
    versions: String,
    sections: Vec<Section>,
}

/// The lines below `-- name`; those above the first have no name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Section {
    name: String,
    lines: Vec<String>,
}

impl Recording {
    fn read(exercise: &Exercise, script: &Path) -> Result<Self, Complaint> {
        let read = |path: &Path| {
            let path = exercise.dir.join(path);
            std::fs::read_to_string(&path).map_err(|error| Complaint::io(&error, &path))
        };
        let (code, printed) = (read(script)?, read(&script.with_extension("out"))?);
        let versions = printed.lines().find(|line| line.starts_with('#')).unwrap_or_default().to_owned();
        Ok(Self { script: script.to_owned(), code, versions, sections: sections(printed.lines()) })
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|section| section.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The part of the script that prints a section: from the line that prints its name to the next such line, else
    /// what the book shows under that name, else all of it. Without the marks of the book.
    fn code(&self, section: &str) -> Vec<&str> {
        let (head, any) = (format!("\"-- {section}\""), "\"-- ");
        let (open, close) = marks(section);
        let mut part: Vec<&str> = self.code.lines().skip_while(|line| !line.contains(&head)).collect();
        let end = part.iter().skip(1).position(|line| line.contains(any)).map_or(part.len(), |at| at + 1);
        part.truncate(end);
        if part.is_empty() {
            let behind = self.code.lines().skip_while(|line| line.trim() != open);
            part = behind.take_while(|line| line.trim() != close).collect();
        }
        if section.is_empty() || part.is_empty() {
            part = self.code.lines().collect();
        }
        part.retain(|line| !line.trim_start().starts_with("# ANCHOR"));
        let used = part.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        part.truncate(used);
        part
    }
}

/// The marks of the book around the code of a section.
fn marks(section: &str) -> (String, String) {
    let name = section.replace(' ', "_");
    (format!("# ANCHOR: {name}"), format!("# ANCHOR_END: {name}"))
}

fn sections<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    for line in lines.filter(|line| !line.starts_with('#')) {
        match (line.strip_prefix("-- "), sections.last_mut()) {
            (Some(name), _) => sections.push(Section { name: name.to_owned(), lines: Vec::new() }),
            (None, Some(last)) => last.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    sections.retain(|section| !section.name.is_empty() || !section.lines.is_empty());
    sections
}

/// What the learner's code printed for each section; `None` where no check has come that far.
fn learners(recorded: &[Section], compared: &[Compared]) -> Vec<Option<Vec<String>>> {
    let mut found: Vec<Option<Vec<String>>> = vec![None; recorded.len()];
    // A difference is never overwritten by a run that agreed, and a whole transcript fills what is left.
    let mut keep = |at: usize, lines: &[String]| {
        let is_same = |lines: &[String]| recorded[at].lines == lines;
        if found[at].as_deref().is_none_or(is_same) {
            found[at] = Some(lines.to_vec());
        }
    };
    let mut taken = Vec::new();
    for one in compared {
        let whole = sections(one.expected.iter().map(String::as_str));
        if whole == recorded {
            for part in sections(one.got.iter().map(String::as_str)) {
                if let Some(at) = recorded.iter().position(|section| section.name == part.name) {
                    keep(at, &part.lines);
                }
            }
            continue;
        }
        // Two sections may have the same lines: checks come in the order of the transcript.
        let fits = |(_, section): &(usize, &Section)| section.lines == one.expected;
        let mut fitting = recorded.iter().enumerate().filter(fits).map(|(at, _)| at);
        let free = fitting.clone().find(|at| !taken.contains(at));
        if let Some(at) = free.or_else(|| fitting.next()) {
            taken.push(at);
            keep(at, &one.got);
        }
    }
    found
}

fn recorded(session: &mut Session, exercise: &Exercise, recording: &Recording, section: &str) -> Exit {
    show_code(session, exercise, recording, section);
    let report = check::last(&session.course.root, &exercise.id);
    let passed = report.as_ref().is_some_and(|report| report.verdict == Verdict::Passed);
    let found = learners(&recording.sections, &report.map_or(Vec::new(), |report| report.beam));
    let pairs: Vec<(&Section, Option<&[String]>)> = recording
        .sections
        .iter()
        .zip(found.iter().map(Option::as_deref))
        .filter(|(one, _)| section.is_empty() || one.name == section)
        .collect();
    let missing = session.t(if passed { "beam-not-asked" } else { "beam-not-reached" });
    let titles = [session.t("beam-recorded"), session.t("beam-yours"), missing];
    let (same, differs) = show(session, &recording.versions, &pairs, &titles);
    let total: usize = pairs.iter().map(|(section, _)| section.lines.len()).sum();
    session.screen.blank();
    let counts = [("count", same.into()), ("total", total.into())];
    if passed && same < total {
        session.say("beam-asked", &counts);
    } else if pairs.iter().all(|(_, lines)| lines.is_none()) {
        session.say("beam-nothing-yet", &[]);
    } else if differs {
        session.say("beam-differs", &[]);
    } else if same == total {
        session.say("beam-same", &[("count", total.into())]);
    } else {
        session.say("beam-part", &counts);
    }
    if same < total && !passed {
        let check = session.command_for("check", exercise);
        session.offer("offer-check", &check);
    }
    Exit::Passed
}

fn on_this_machine(
    session: &mut Session,
    exercise: &Exercise,
    recording: &Recording,
    section: &str,
) -> Outcome {
    let printed = match author::live(exercise, &recording.script) {
        Ok(Ok(printed)) => printed,
        Ok(Err(reason)) => return Err(Complaint::of("beam-failed", &[("reason", &reason)])),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            session.say("beam-no-elixir", &[]);
            return Ok(Exit::Passed);
        }
        Err(error) => return Err(Complaint::io(&error, Path::new("elixir"))),
    };
    let versions = printed.lines().find(|line| line.starts_with('#')).unwrap_or_default().to_owned();
    let now = sections(printed.lines());
    let lines = |name: &str| now.iter().find(|one| one.name == name).map(|one| one.lines.as_slice());
    let chosen = recording.sections.iter().filter(|one| section.is_empty() || one.name == section);
    let mut pairs: Vec<(&Section, Option<&[String]>)> =
        chosen.map(|one| (one, Some(lines(&one.name).unwrap_or_default()))).collect();
    let nothing: Vec<Section> =
        now.iter().map(|one| Section { name: one.name.clone(), lines: Vec::new() }).collect();
    let more = nothing
        .iter()
        .zip(&now)
        .filter(|(one, _)| section.is_empty() && !recording.sections.iter().any(|r| r.name == one.name));
    pairs.extend(more.map(|(one, now)| (one, Some(now.lines.as_slice()))));
    let count: usize = pairs.iter().map(|(section, _)| section.lines.len()).sum();
    let here = versions.trim_start_matches(['#', ' ']).to_owned();
    if pairs.iter().all(|(section, now)| Some(section.lines.as_slice()) == *now) {
        let script = recording.script.display().to_string();
        let args =
            [("script", format!("`{script}`").into()), ("versions", here.into()), ("count", count.into())];
        session.say("beam-live-same", &args);
        return Ok(Exit::Passed);
    }
    let titles = [session.t("beam-recorded"), session.t("beam-now"), String::new()];
    show(session, &format!("{} | {versions}", recording.versions), &pairs, &titles);
    session.screen.blank();
    session.say("beam-live-differs", &[("versions", here.into())]);
    Ok(Exit::NotPassed)
}

fn show_code(session: &mut Session, exercise: &Exercise, recording: &Recording, section: &str) {
    let path = exercise.dir.join(&recording.script);
    let shown = session.shown(&path).display().to_string();
    let link = session.screen.path(&shown, &path);
    session.screen.line(link);
    let bar = session.mark("│", "|").dimmed().to_string();
    for line in recording.code(section) {
        let comment = line.trim_start().starts_with('#');
        let line = if comment { line.dimmed().to_string() } else { line.to_owned() };
        session.screen.line(format!("  {bar} {line}").trim_end());
    }
}

/// Prints every section; says how many lines agree, and whether any differs. The third title stands beside a section
/// that the right side does not have.
fn show(
    session: &mut Session,
    versions: &str,
    pairs: &[(&Section, Option<&[String]>)],
    [left, right, missing]: &[String; 3],
) -> (usize, bool) {
    session.screen.blank();
    session.screen.line(versions.dimmed().to_string());
    let widths: Option<Vec<usize>> = pairs
        .iter()
        .map(|(section, lines)| Sides::whole(&section.lines, lines.unwrap_or_default()).column(session))
        .collect();
    let anybody = pairs.iter().any(|(_, lines)| lines.is_some());
    let column = widths.and_then(|widths| widths.into_iter().max()).map(|w| w.max(columns(left) + 4));
    if let Some(column) = column.filter(|_| anybody) {
        sides::head(session, column, left, right);
    }
    let (mut same, mut differs) = (0, false);
    for (section, lines) in pairs {
        if !section.name.is_empty() {
            let missing = match lines {
                None if anybody => format!("  {}", missing.dimmed()),
                _ => String::new(),
            };
            session.screen.line(format!("{}{missing}", format!("-- {}", section.name).bold()));
        }
        let Some(lines) = lines else {
            numbered(session, &section.lines, None);
            continue;
        };
        let sides = Sides::whole(&section.lines, lines);
        same += sides.first_difference().map_or(section.lines.len(), |first| first);
        differs |= sides.first_difference().is_some();
        match (column, sides.first_difference()) {
            (Some(column), _) => sides.draw(session, column),
            (None, None) => numbered(session, &section.lines, None),
            (None, first) => {
                for (title, lines) in [(left, section.lines.as_slice()), (right, lines)] {
                    session.screen.line(format!("    {}", title.dimmed()));
                    numbered(session, lines, first);
                }
            }
        }
    }
    (same, differs)
}

/// Lines one under the other, with the one that differs marked.
fn numbered(session: &mut Session, lines: &[String], marked: Option<usize>) {
    let mark = session.mark("▶", ">").yellow().bold().to_string();
    for (index, line) in lines.iter().enumerate() {
        let mark = if marked == Some(index) { mark.as_str() } else { " " };
        session.screen.line(format!("{mark} {:>3} {line}", index + 1));
    }
    if marked.is_some_and(|marked| marked >= lines.len()) {
        let nothing = session.t("no-line");
        session.screen.line(format!("{mark} {:>3} ({nothing})", lines.len() + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::{Section, learners, sections};
    use crate::check::Compared;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn compared(expected: &str, got: &str) -> Compared {
        Compared { check: "a::b".into(), expected: lines(expected), got: lines(got) }
    }

    const OUT: &str = "# OTP 25\n-- one\na\nb\n-- two\na\nb\n-- three\nc\n";

    #[test]
    fn a_transcript_is_read_by_sections() {
        let read = sections(OUT.lines());
        assert_eq!(read.len(), 3);
        assert_eq!(read[1], Section { name: "two".into(), lines: lines("a\nb") });
        assert_eq!(sections("# OTP\nx".lines()), [Section { name: String::new(), lines: lines("x") }]);
    }

    #[test]
    fn lines_find_their_section_and_a_difference_stays() {
        let recorded = sections(OUT.lines());
        let runs = [compared("a\nb", "a\nb"), compared("a\nb", "a\nx")];
        assert_eq!(learners(&recorded, &runs), [Some(lines("a\nb")), Some(lines("a\nx")), None]);
        let whole = "-- one\na\nb\n-- two\na\nb\n-- three\nc";
        let runs = [compared("c", "d"), compared(whole, whole)];
        assert_eq!(learners(&recorded, &runs), [Some(lines("a\nb")), Some(lines("a\nb")), Some(lines("d"))]);
    }
}
