//! A verdict and its evidence: what was expected, what came, who waits, the chart, the line, the seed.

use colored::Colorize;

use super::chart;
use super::sides::{self, Sides};
use crate::check::{CheckReport, Diagnostic, Failure, TranscriptDiff, Verdict};
use crate::cli::screen::{columns, cut};
use crate::cli::session::Session;
use crate::course::{Exercise, Kind};

/// Lines of a transcript above and below the first difference.
const AROUND: usize = 4;
/// Lines of the compiler's first error, of a message, of the program's last words.
const ERROR_LINES: usize = 40;
const MESSAGE_LINES: usize = 6;
const OUTPUT_LINES: usize = 8;
/// Remarks that are shown; the rest is counted.
const REMARKS: usize = 3;

/// Prints the verdict, then what supports it.
pub fn show(session: &mut Session, exercise: &Exercise, report: &CheckReport) {
    session.screen.blank();
    headline(session, report);
    if let Verdict::DoesNotCompile = report.verdict {
        compiler(session, report);
    } else if let Some(failure) = report.failure().filter(|_| report.verdict != Verdict::Untouched) {
        evidence(session, exercise, failure, report.verdict);
    }
}

/// The key of the verdict in a word or two.
pub fn short(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "short-passed",
        Verdict::Failed => "short-failed",
        Verdict::DoesNotCompile => "short-does-not-compile",
        Verdict::Deadlocked => "short-deadlocked",
        Verdict::BusyLoop => "short-busy-loop",
        Verdict::OutputFlood => "short-output-flood",
        Verdict::OutOfMemory => "short-out-of-memory",
        Verdict::Crashed => "short-crashed",
        Verdict::Untouched => "short-untouched",
    }
}

fn headline(session: &mut Session, report: &CheckReport) {
    let key = match report.verdict {
        Verdict::Passed => "verdict-passed",
        Verdict::Failed if report.cause() == Some("not_yet") => "verdict-not-yet",
        Verdict::Failed => "verdict-failed",
        Verdict::DoesNotCompile => "verdict-does-not-compile",
        Verdict::Deadlocked => "verdict-deadlocked",
        Verdict::BusyLoop => "verdict-busy-loop",
        Verdict::OutputFlood => "verdict-output-flood",
        Verdict::OutOfMemory => "verdict-out-of-memory",
        Verdict::Crashed => "verdict-crashed",
        Verdict::Untouched => "verdict-untouched",
    };
    let sentence = session.t(key);
    let sentence = match report.verdict {
        Verdict::Passed => sentence.green().bold(),
        Verdict::Untouched => sentence.bold(),
        Verdict::Failed if key == "verdict-not-yet" => sentence.yellow().bold(),
        _ => sentence.red().bold(),
    };
    let seconds = session.locale.decimal(report.seconds, 2);
    let time = session.text("verdict-seconds", &[("seconds", seconds.into())]);
    let time = if report.cached { session.t("verdict-cached") } else { time };
    session.screen.line(format!("{sentence}  {}", time.dimmed()));
}

fn compiler(session: &mut Session, report: &CheckReport) {
    let Some(first) = report.diagnostics.first() else { return };
    session.screen.blank();
    for line in first.rendered.lines().take(ERROR_LINES) {
        let line = if session.screen.look() == crate::cli::screen::Look::Rich {
            line.to_owned()
        } else {
            bare(line)
        };
        session.screen.line(format!("  {line}"));
    }
    let others = report.diagnostics.len() - 1;
    if others > 0 {
        session.say("more-errors", &[("count", others.into())]);
    }
}

/// The line without escape sequences.
fn bare(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("\u{1b}[") {
        text.push_str(before);
        rest = behind.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).get(1..).unwrap_or_default();
    }
    text + rest
}

fn evidence(session: &mut Session, exercise: &Exercise, failure: &Failure, verdict: Verdict) {
    place(session, exercise, failure);
    match &failure.transcript {
        // What is still empty is not compared: the right lines are the learner's to find.
        Some(_) if failure.cause == "not_yet" => {}
        Some(transcript) if is_prediction(exercise, failure) => predicted(session, transcript),
        Some(transcript) => compare(session, transcript),
        None => {}
    }
    if !failure.waiting.is_empty() {
        waiting(session, failure);
    }
    let told_otherwise = failure.transcript.is_some() || failure.cause == "not_yet";
    if !told_otherwise && verdict != Verdict::Deadlocked {
        let title = if verdict == Verdict::Crashed { "evidence-ended" } else { "evidence-message" };
        let message = ended_by(session, &failure.message).unwrap_or_else(|| failure.message.clone());
        quote(session, title, &first_lines(&message, MESSAGE_LINES));
    }
    if matches!(verdict, Verdict::OutputFlood | Verdict::Crashed | Verdict::BusyLoop) {
        quote(session, "evidence-output", &last_lines(&failure.output, OUTPUT_LINES));
    }
    if failure.cause != "not_yet" {
        chart::of_failure(session, exercise, failure);
    }
    if let Some(seed) = failure.seed.filter(|_| failure.cause != "not_yet") {
        let seed = seed.to_string();
        session.screen.blank();
        session.say(
            "evidence-seed",
            &[("seed", seed.as_str().into()), ("command", format!("`replay {seed}`").into())],
        );
    }
}

/// The report with its end in the learner's words, for the mentor to quote.
pub(super) fn in_words(session: &Session, report: &CheckReport) -> CheckReport {
    let mut report = report.clone();
    let failures = report.steps.iter_mut().filter_map(|step| step.failure.as_mut());
    for failure in failures.filter(|_| report.verdict == Verdict::Crashed) {
        if let Some(words) = ended_by(session, &failure.message) {
            failure.message = words;
        }
    }
    report
}

/// What the engine itself says of an end, in the learner's language; names of signals are the same everywhere.
fn ended_by(session: &Session, message: &str) -> Option<String> {
    if message == "too many processes at once" {
        return Some(session.t("ended-by-crowd"));
    }
    let code = message.strip_prefix("exit code ")?;
    Some(session.text("ended-by-exit", &[("code", code.into())]))
}

/// Whether the failing check asks what will happen: then the answer is not given away.
pub(super) fn is_prediction(exercise: &Exercise, failure: &Failure) -> bool {
    let step = failure.check.split("::").next().unwrap_or_default();
    exercise.kind == Kind::Predict || step.starts_with("predict")
}

/// The lines that agree, and the first that does not, without the right one.
fn predicted(session: &mut Session, transcript: &TranscriptDiff) {
    session.screen.blank();
    let first = transcript.first_difference;
    for (index, line) in transcript.got.iter().enumerate().take(first).skip(first.saturating_sub(AROUND)) {
        agreed(session, index, line);
    }
    let ours = transcript.got.get(first).map_or(session.t("no-line"), |line| format!("`{line}`"));
    let sentence = session.text("row-predicted", &[("line", (first + 1).into()), ("text", ours.into())]);
    session.screen.prose(&sentence, 2);
}

/// A line in which both agree; what does not fit is cut, but where it is heard instead of seen.
fn agreed(session: &mut Session, index: usize, line: &str) {
    let room = if session.screen.plain() { usize::MAX } else { session.screen.width().saturating_sub(6) };
    session.screen.line(format!("  {:>3} {}", index + 1, cut(line, room)));
}

/// The check that failed and the learner's line.
fn place(session: &mut Session, exercise: &Exercise, failure: &Failure) {
    let check = session.screen.inline(&format!("`{}`", failure.check));
    session.screen.line(format!("  {check}"));
    let Some(at) = &failure.location else { return };
    let path = exercise.dir.join(&at.file);
    let shown = format!("{}:{}", session.shown(&path).display(), at.line);
    let link = session.screen.path(&shown, &path);
    session.screen.line(format!("  {link}"));
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let index = usize::try_from(at.line).unwrap_or(1).saturating_sub(1);
    if let Some(line) = text.lines().nth(index).filter(|line| !line.trim().is_empty()) {
        let bar = session.mark("│", "|").dimmed().to_string();
        let room = session.screen.width().saturating_sub(6);
        session.screen.line(format!("  {bar} {}", cut(line.trim(), room)));
    }
}

/// Expected and got around the first line that differs.
fn compare(session: &mut Session, transcript: &TranscriptDiff) {
    let first = transcript.first_difference;
    let (start, end) = (first.saturating_sub(AROUND), first + AROUND + 1);
    let end = end.min(transcript.expected.len().max(transcript.got.len()));
    session.screen.blank();
    let sides = Sides::new(&transcript.expected, &transcript.got, start..end);
    match sides.column(session) {
        Some(column) => {
            let (expected, got) = (session.t("expected"), session.t("got"));
            sides::head(session, column.max(columns(&expected) + 4), &expected, &got);
            sides.draw(session, column.max(columns(&expected) + 4));
        }
        None => compare_in_rows(session, transcript, start, end),
    }
}

/// The same where columns would not fit, or would not be heard.
fn compare_in_rows(session: &mut Session, transcript: &TranscriptDiff, start: usize, end: usize) {
    let first = transcript.first_difference;
    let nothing = session.t("no-line");
    for index in start..end.min(first) {
        let line = transcript.expected.get(index).cloned().unwrap_or_default();
        agreed(session, index, &line);
    }
    let quoted = |lines: &[String]| lines.get(first).map_or(nothing.clone(), |line| format!("`{line}`"));
    let (expected, got) = (quoted(&transcript.expected), quoted(&transcript.got));
    let number = first + 1;
    let expected = session.text("row-expected", &[("line", number.into()), ("text", expected.into())]);
    let got = session.text("row-got", &[("line", number.into()), ("text", got.into())]);
    session.screen.prose(&expected, 2);
    session.screen.prose(&got, 2);
}

/// Who waits for whom.
fn waiting(session: &mut Session, failure: &Failure) {
    session.screen.heading(&session.locale.t("waiting-title"));
    for one in &failure.waiting {
        let arrow = session.mark("→", "->");
        let whom = one.whom.as_ref().map_or(String::new(), |whom| format!(" {arrow} {}", whom.bold()));
        let source = one.source.as_ref().map_or(String::new(), |at| format!("  {}:{}", at.file, at.line));
        session.screen.line(format!("  {}{whom}  ({}){}", one.process.bold(), one.what, source.dimmed()));
        let unread = one.mailbox.join(", ");
        let key = if one.mailbox.is_empty() { "mailbox-empty" } else { "mailbox-unread" };
        let sentence = session.text(key, &[("letters", unread.into()), ("count", one.mailbox.len().into())]);
        session.screen.prose(&sentence, 6);
    }
}

/// Words of the program, as they are.
fn quote(session: &mut Session, title: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    session.screen.blank();
    session.screen.line(format!("  {}", session.locale.t(title).dimmed()));
    let bar = session.mark("│", "|").dimmed().to_string();
    for line in text.lines() {
        session.screen.line(format!("  {bar} {}", bare(line)));
    }
}

fn first_lines(text: &str, count: usize) -> String {
    text.lines().take(count).collect::<Vec<_>>().join("\n")
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

/// Warnings about the learner's files, and files of ours that were changed: after everything else.
pub fn remarks(session: &mut Session, exercise: &Exercise, report: &CheckReport) {
    for file in &report.tampered {
        let file = session.shown(&exercise.dir.join(file)).display().to_string();
        session.screen.blank();
        session.say("tampered", &[("file", format!("`{file}`").into())]);
    }
    if !report.left_behind.is_empty() {
        session.screen.blank();
        let names = report.left_behind.join(", ");
        session.say("left-behind", &[("names", names.into()), ("count", report.left_behind.len().into())]);
    }
    if report.remarks.is_empty() {
        return;
    }
    session.screen.heading(&session.locale.t("remarks"));
    for remark in report.remarks.iter().take(REMARKS) {
        remark_line(session, remark);
    }
    let others = report.remarks.len().saturating_sub(REMARKS);
    if others > 0 {
        session.say("more-remarks", &[("count", others.into())]);
    }
}

fn remark_line(session: &mut Session, remark: &Diagnostic) {
    let place = remark.location.as_ref();
    let place = place.map_or(String::new(), |at| format!("`{}:{}` ", at.file.display(), at.line));
    session.screen.prose(&format!("- {place}{}", remark.message), 2);
}

#[cfg(test)]
mod tests {
    use super::{bare, last_lines};

    #[test]
    fn escape_sequences_go() {
        assert_eq!(bare("\u{1b}[0m\u{1b}[1m\u{1b}[38;5;9merror[E0308]\u{1b}[0m: x"), "error[E0308]: x");
        assert_eq!(bare("plain"), "plain");
    }

    #[test]
    fn the_end_is_what_counts() {
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
    }
}
