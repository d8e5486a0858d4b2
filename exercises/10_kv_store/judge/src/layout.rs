//! Where things stand in a picture of a history: a lane for each life of a client, a column for each moment.
//!
//! Only the order of moments is drawn, not how far apart they are, so that a second of silence takes no more room than
//! a microsecond. What overlaps in the picture has overlapped, what is left of something ended before it began.

use std::fmt::Display;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::check::Verdict;
use crate::history::{Ending, History, Operation};
use crate::model::Words;

/// Columns between the label of an operation and its ends, on both sides together.
const ENDS: usize = 3;

/// One operation in the picture.
pub(crate) struct Bar {
    pub lane: usize,
    pub label: String,
    pub begin: usize,
    /// `None`: open.
    pub end: Option<usize>,
    pub misfit: bool,
}

/// A picture without ink.
pub(crate) struct Layout {
    pub lanes: Vec<String>,
    pub bars: Vec<Bar>,
    pub columns: usize,
}

impl Layout {
    pub fn new<O: Words, R: Display>(history: &History<O, R>, verdict: Option<&Verdict>) -> Self {
        let operations = history.operations();
        let misfit = match verdict {
            Some(Verdict::Not { misfit, .. }) => Some(*misfit),
            _ => None,
        };
        let mut lives: Vec<(&str, usize)> =
            operations.iter().map(|of| (of.client.as_str(), of.life)).collect();
        lives.sort_unstable();
        lives.dedup();
        let bar = |(id, of): (usize, &Operation<O, R>)| Bar {
            lane: lives.iter().position(|life| *life == (of.client.as_str(), of.life)).unwrap_or_default(),
            label: label(of),
            begin: 0,
            end: None,
            misfit: misfit == Some(id),
        };
        let mut bars: Vec<Bar> = operations.iter().enumerate().map(bar).collect();
        let columns = place(operations, &mut bars);
        let lane = |(client, life): &(&str, usize)| format!("{}{}", clean(client), "'".repeat(*life));
        Self { lanes: lives.iter().map(lane).collect(), bars, columns }
    }
}

/// Gives each bar its columns, moment by moment; says how many there are.
fn place<O, R>(operations: &[Operation<O, R>], bars: &mut [Bar]) -> usize {
    let mut moments: Vec<(usize, usize, bool)> = Vec::new();
    for (id, operation) in operations.iter().enumerate() {
        moments.push((operation.invoked.place, id, true));
        moments.extend(operation.end().map(|end| (end.place, id, false)));
    }
    moments.sort_unstable();
    let (mut now, mut last) = (0, 0);
    for (_, id, begins) in moments {
        let bar = &mut bars[id];
        if begins {
            bar.begin = now;
            last = last.max(now + width(&bar.label) + ENDS);
            now += 1;
        } else {
            let end = now.max(bar.begin + width(&bar.label) + ENDS);
            bar.end = Some(end);
            now = end + 2; // a gap, so that after looks like after
            last = last.max(end);
        }
    }
    last + 1
}

fn label<O: Words, R: Display>(operation: &Operation<O, R>) -> String {
    let asked = operation.op.words(&operation.key);
    clean(&match &operation.ending {
        Ending::Returned { reply, .. } => match reply.to_string().as_str() {
            "ok" => asked,
            reply => format!("{asked}: {reply}"),
        },
        Ending::Failed { .. } => format!("{asked}: fail"),
        Ending::Unknown => format!("{asked}: ?"),
    })
}

impl Verdict {
    /// What is to be said below the picture: the order, or the longest legal one and what does not fit.
    #[must_use]
    pub fn told<O: Words, R: Display>(&self, history: &History<O, R>) -> String {
        let one = |id: &usize| {
            let operation = &history.operations()[*id];
            format!("{} {}", operation.lane(), label(operation))
        };
        let order = |ids: &[usize]| ids.iter().map(one).collect::<Vec<_>>().join(" | ");
        match self {
            Self::Linearizable { order: ids } => format!("linearizable: {}", order(ids)),
            Self::Not { key, prefix, why, .. } if prefix.is_empty() => {
                format!("not linearizable ({key})\n! {why}")
            }
            Self::Not { key, prefix, why, .. } => {
                format!("not linearizable ({key})\nlegal so far: {}\n! {why}", order(prefix))
            }
            Self::Undecided { key } => format!("undecided: too many orders of the operations on {key}"),
        }
    }
}

pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Columns that a letter takes.
pub(crate) fn columns(letter: char) -> usize {
    letter.width().unwrap_or(0)
}

/// Keys and values come from outside: a line break or an escape sequence must not tear the picture.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
