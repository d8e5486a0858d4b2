//! What a lab tells beside its picture: the log, the chart, the help, and what is not written yet.

use std::time::Duration;

use colored::Colorize;
use trace::{Charset, ChartOptions, Event, Kind, Span};

use crate::command::USAGES;
use crate::conduct::Answer;
use crate::page::{Look, Page, columns, legible, pad, wrap};
use crate::record::{OURS, Record};
use crate::setup::{Manner, NODE, Order, Talk};
use crate::words::Words;

/// Crashes and restarts, with the time at which they happened. A supervisor that ends is news, whatever its reason:
/// it gives up with `shutdown`.
pub(crate) fn log(record: &Record, supervisors: &[String], page: &Page) -> Vec<String> {
    let (words, log) = (Words(page.language), record.log());
    let news = log.iter().filter(|event| match &event.kind {
        Kind::Exit { .. } if supervisors.contains(&event.process) => true,
        Kind::Exit { reason } => reason != "normal" && !reason.contains("shutdown"),
        _ => true,
    });
    let line = |event: &Event| {
        let seconds = Duration::from_micros(event.at).as_secs_f64();
        let time = format!("{seconds:>8.3}");
        let (what, mark) = match &event.kind {
            Kind::Exit { reason } => {
                let text = format!("{} {}", event.process, words.ended_by(&legible(reason)));
                (text.red().to_string(), page.mark("✗", "(x)"))
            }
            Kind::Restart { child } => {
                let text = format!("{} {} {child}", event.process, words.restarted());
                (text.yellow().to_string(), page.mark("↻", "(+)"))
            }
            _ => (event.to_string(), " "),
        };
        format!("{}  {mark} {what}", time.dimmed())
    };
    let lines: Vec<String> = news.map(line).collect();
    if lines.is_empty() { vec![words.log_is_empty().to_owned()] } else { lines }
}

/// What the last command set in motion, as a sequence chart.
pub(crate) fn chart(record: &Record, page: &Page) -> Vec<String> {
    let events: Vec<Event> = trace::relabelled(&record.events());
    let ours = |event: &Event| match &event.kind {
        Kind::Name { name, registered } => !registered || OURS.contains(&name.as_str()),
        Kind::Exit { .. } | Kind::Spawn { .. } => OURS.contains(&event.process.as_str()),
        Kind::Wait { .. } => true,
        _ => false,
    };
    let mut events: Vec<Event> = events.into_iter().filter(|event| !ours(event)).collect();
    let first = events.first().map_or(0, |event| event.at);
    events.iter_mut().for_each(|event| event.at -= first);
    let charset = if page.look == Look::Plain { Charset::Ascii } else { Charset::Unicode };
    let options = ChartOptions { charset, width: page.width, ..ChartOptions::default() };
    let written = |span: &Span| if page.look == Look::Rich { span.coloured() } else { span.text.clone() };
    let paint = |line: Vec<Span>| line.iter().map(written).collect::<String>().trim_end().to_owned();
    let lines: Vec<String> = trace::chart_lines(&events, &options).into_iter().map(paint).collect();
    if lines.is_empty() { vec![Words(page.language).chart_is_empty().to_owned()] } else { lines }
}

/// Every command, and what can be asked in this lab.
pub(crate) fn help(orders: &[Order], talks: &[Talk], pure: bool, page: &Page) -> Vec<String> {
    let words = Words(page.language);
    let own = |order: &Order| (words.usage(order.usage), words.about(order.about));
    // A lab that has a command of its own under a name stands before all labs.
    let is_covered = |usage: &&str| orders.iter().any(|order| usage.split(' ').next() == Some(order.verb()));
    let serves = |usage: &&str| !is_covered(usage) && (!pure || ["again", "help", "quit"].contains(usage));
    let all = USAGES.iter().enumerate().filter(|(_, usage)| serves(usage));
    let all = all.map(|(index, usage)| (words.usage(usage), words.command(index)));
    let rows: Vec<(String, &str)> = orders.iter().map(own).chain(all).collect();
    let width = rows.iter().map(|(usage, _)| columns(usage)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (usage, what) in &rows {
        if page.width < width + 40 {
            lines.push(format!("  {}", usage.cyan()));
            lines.extend(wrap(what, page.width, 6));
        } else {
            lines.push(format!("  {}  {what}", pad(usage, width).cyan()));
        }
    }
    if pure {
        return lines;
    }
    lines.push(String::new());
    lines.extend(wrap(&code(words.names(), page), page.width, 0));
    let several = talks.iter().any(|talk| talk.to == NODE);
    lines.extend(
        several.then(|| wrap(&code(words.while_waiting(), page), page.width, 0)).into_iter().flatten(),
    );
    if !talks.is_empty() {
        lines.push(String::new());
        lines.push(words.what_can_be_asked().bold().to_string());
        lines.extend(talks.iter().map(|talk| {
            let manner = if talk.manner == Manner::Call { "call" } else { "cast" };
            let to = if talk.to == "*" {
                words.anybody().to_owned()
            } else {
                words.usage(&talk.to).replace(' ', "|")
            };
            format!("  {manner} {to} {}", words.usage(&talk.usage))
        }));
    }
    lines
}

/// Says in a friendly line what of the learner's code is not there yet, and which panics there were.
pub(crate) fn unfinished(answer: &mut Answer, id: &str, record: &Record, page: &Page) {
    let words = Words(page.language);
    let (mut seen, mut lines) = (Vec::new(), Vec::new());
    for panic in record.take_panics() {
        if seen.contains(&panic) {
            continue;
        }
        let line = match panic.message.strip_prefix("not yet implemented: ") {
            Some(what) => {
                answer.unfinished = true;
                words.not_written(&legible(what), &panic.place)
            }
            None if panic.message == "not yet implemented" => {
                answer.unfinished = true;
                words.not_written("todo!()", &panic.place)
            }
            None => words.panicked(&legible(&panic.message), &panic.place),
        };
        lines.extend(wrap(&code(&line, page), page.width, 0));
        seen.push(panic);
    }
    if answer.unfinished {
        lines.extend(wrap(&code(&words.check(id), page), page.width, 0));
    }
    if !lines.is_empty() && !answer.lines.is_empty() {
        lines.push(String::new());
    }
    answer.lines.splice(0..0, lines);
}

/// Code in backticks, in colour where there are colours.
pub(crate) fn code(text: &str, page: &Page) -> String {
    if page.look != Look::Rich {
        return text.to_owned();
    }
    let paint = |(index, part): (usize, &str)| match index % 2 {
        1 => part.split(' ').map(|word| word.cyan().to_string()).collect::<Vec<_>>().join(" "),
        _ => part.to_owned(),
    };
    text.split('`').enumerate().map(paint).collect()
}
