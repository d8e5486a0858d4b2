//! Charts of hand-made traces: one of everything, and the limits of room.

use std::fmt::Write as _;

mod traces;

use trace::{Charset, ChartOptions, Event, Kind, Role, Source, chart, chart_lines};
use traces::{event, supervised, text};

/// One message after another around a ring of `n` processes.
fn ring(n: usize, messages: usize) -> Vec<Event> {
    let name = |k: usize| format!("worker_{}", k % n);
    (0..messages)
        .map(|k| {
            let label = format!("token number {k} of the whole ring");
            event(k as u64 * 1_000, &name(k), Kind::Send { to: name(k + 1), label })
        })
        .collect()
}

fn drawn(events: &[Event], charset: Charset, width: usize, mark: Option<usize>) -> String {
    let mark_text = text("src/client.rs:41\nexpected `kept`\ngot `lost`");
    chart(events, &ChartOptions { charset, width, mark, mark_text })
}

#[test]
fn everything_that_can_happen_has_a_picture() {
    insta::assert_snapshot!(drawn(&supervised(), Charset::Unicode, 80, None));
}

#[test]
fn ascii_says_the_same() {
    let ascii = drawn(&supervised(), Charset::Ascii, 80, None);
    assert!(ascii.is_ascii());
    insta::assert_snapshot!(ascii);
}

#[test]
fn the_first_difference_is_marked_with_the_learners_line() {
    let mut events = supervised();
    events[13].source =
        Some(Source { file: text("exercises/02_processes/monitors/src/client.rs"), line: 41 });
    insta::assert_snapshot!(drawn(&events, Charset::Unicode, 72, Some(15)));
}

#[test]
fn forty_columns_are_enough() {
    let mut events = supervised();
    events[13].source =
        Some(Source { file: text("exercises/02_processes/monitors/src/client.rs"), line: 41 });
    insta::assert_snapshot!(drawn(&events, Charset::Unicode, 40, Some(15)));
}

#[test]
fn a_long_trace_is_shown_around_the_mark() {
    insta::assert_snapshot!(drawn(&ring(9, 200), Charset::Unicode, 100, Some(100)));
}

#[test]
fn a_deadlock_shows_who_waits_for_whom() {
    let wait = |who: &str, whom: &str| {
        event(0, who, Kind::Wait { what: format!("call {whom}"), whom: Some(text(whom)) })
    };
    let send = |who: &str, to: &str| event(0, who, Kind::Send { to: text(to), label: text("call") });
    let events = [send("a", "b"), wait("a", "b"), send("b", "a"), wait("b", "a")];
    insta::assert_snapshot!(drawn(&events, Charset::Unicode, 60, Some(3)));
}

#[test]
fn no_row_is_wider_than_the_terminal_and_no_chart_longer_than_a_screen() {
    for events in [supervised(), ring(9, 200), ring(2, 50)] {
        for width in [0, 1, 24, 39, 40, 41, 55, 80, 100, 250] {
            for mark in [None, Some(0), Some(7), Some(events.len() - 1), Some(events.len())] {
                for charset in [Charset::Unicode, Charset::Ascii] {
                    let chart = drawn(&events, charset, width, mark);
                    let limit = if width == 0 { 80 } else { width.max(24) };
                    let widest = chart.lines().map(unicode_width::UnicodeWidthStr::width).max();
                    assert!(widest <= Some(limit), "{width}: {widest:?}\n{chart}");
                    assert!(chart.lines().count() <= 40, "{width} {mark:?}\n{chart}");
                    assert!(mark.is_none_or(|m| m >= events.len()) || chart.contains("kept"), "{chart}");
                }
            }
        }
    }
}

#[test]
fn wide_characters_and_escape_sequences_tear_nothing() {
    let events = [
        event(0, "почта", Kind::Send { to: text("进程"), label: text("привет, 世界") }),
        event(0, "进程", Kind::Note { line: text("a\u{1b}[31mb\nc 世界") }),
    ];
    insta::assert_snapshot!(drawn(&events, Charset::Unicode, 60, None));
}

#[test]
fn roles_say_what_a_caller_may_colour() {
    let options = ChartOptions { mark: Some(15), mark_text: text("here"), ..ChartOptions::default() };
    let mut said = String::new();
    for line in chart_lines(&supervised(), &options) {
        let spans = line.iter().filter(|span| span.role != Role::Plain);
        let line: Vec<String> = spans.map(|s| format!("{:?} {}", s.role, s.text.trim())).collect();
        let _ = writeln!(said, "{}", line.join(" | "));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn nothing_happened_draws_nothing() {
    assert_eq!(drawn(&[], Charset::Unicode, 80, Some(0)), "");
}
