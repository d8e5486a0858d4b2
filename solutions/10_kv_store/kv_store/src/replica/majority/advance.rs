//! A majority has answered: what does the operation ask next, or what is its answer?
//!
//! Chapter: `kv_store`.

use std::collections::BTreeMap;

use term::Term;

use super::operation::{Goal, Operation};
use super::{Ask, Majority, Page, Tell};
use crate::replica::{Answer, Copy, Millis, Row, Version, keep_newer, select};

impl Majority {
    pub(super) fn advance(&mut self, number: u64, now: Millis) {
        let Some(operation) = self.operations.get_mut(&number) else { return };
        match (&operation.goal, &operation.ask) {
            (Goal::Write(..), Ask::Newest(_)) => self.store_newer(number, now),
            (Goal::Write(..), _) => self.finish(number, Answer::Done),
            (Goal::Read(..), Ask::Newest(_)) => self.answer_or_write_back(number, now),
            (Goal::Read(_, found), _) => {
                let answer = Answer::Value(found.clone());
                self.finish(number, answer);
            }
            (Goal::Select(..) | Goal::Recover, Ask::Page(_)) => self.take_page(number, now),
            (Goal::Select(..) | Goal::Recover, _) => self.next_page(number, now),
        }
    }

    // ANCHOR: write
    /// A write knows the newest version: it stores a newer one.
    fn store_newer(&mut self, number: u64, now: Millis) {
        let Some(operation) = self.operations.get(&number) else { return };
        let Goal::Write(key, value) = &operation.goal else { return };
        // ANCHOR: cut_write
        let newest = newest_row(operation).map_or(0, |row| row.version.counter);
        let version = Version { counter: newest + 1, node: self.me, born: self.born, write: number };
        let row = Row { version, value: value.clone() };
        let ask = Ask::Store(vec![(key.clone(), row)]);
        self.go_on(number, ask, now);
        // ANCHOR_END: cut_write => // TODO write: a `Version` above the newest one that the members hold (`newest_row`), and `go_on`
        // ANCHOR_END: cut_write => // by asking the members to `Store` the row
        // ANCHOR_END: cut_write => let _ = (key, value, now, self.me, self.born, newest_row, Self::go_on, Ask::Store);
        // ANCHOR_END: cut_write => todo!("write: {:?}", std::any::type_name::<(Row, Version)>())
    }
    // ANCHOR_END: write

    // ANCHOR: read
    /// A read knows the newest row: it says so if all agree, else a majority shall hold that row first.
    fn answer_or_write_back(&mut self, number: u64, now: Millis) {
        let Some(operation) = self.operations.get_mut(&number) else { return };
        // ANCHOR: cut_read
        let newest = newest_row(operation);
        let value = newest.as_ref().and_then(|row| row.value.clone());
        let Goal::Read(key, found) = &mut operation.goal else { return };
        found.clone_from(&value);
        let agreed = operation.replies.values().all(|(_, tell)| *tell == Tell::Newest(newest.clone()));
        match newest {
            Some(row) if !agreed => {
                let ask = Ask::Store(vec![(key.clone(), row)]);
                self.go_on(number, ask, now);
            }
            _ => self.finish(number, Answer::Value(value)),
        }
        // ANCHOR_END: cut_read => // TODO read: the newest row that they hold (`newest_row`); all of them: `finish`. Else `go_on` by
        // ANCHOR_END: cut_read => // storing it; the value waits in `found` meanwhile. When may the client hear it?
        // ANCHOR_END: cut_read => if let Goal::Read(key, found) = &mut operation.goal { let _ = (key, found, now, Self::go_on, Self::finish, Ask::Store); }
        // ANCHOR_END: cut_read => todo!("read: {:?}", Answer::Value(None))
    }
    // ANCHOR_END: read

    /// One page of a walk over all keys is there. Where the members do not agree, the newest rows are stored first.
    fn take_page(&mut self, number: u64, now: Millis) {
        let Some(operation) = self.operations.get_mut(&number) else { return };
        let pages = operation.replies.values().filter_map(|(_, tell)| match tell {
            Tell::Page(page) => Some(page),
            _ => None,
        });
        let pages: Vec<&Page> = pages.collect();
        let (rows, quarrelled, up_to) = merge(&pages);
        let agreed_to = pages.iter().filter_map(|page| page.accepted.clone()).max_by_key(|view| view.epoch);
        operation.up_to = up_to;
        match &mut operation.goal {
            Goal::Select(spec, limit, found) => {
                let room = limit.map(|limit| limit.saturating_sub(found.len()));
                found.extend(select(&rows, spec, room));
            }
            _ => {
                self.remember(rows, agreed_to);
                return self.next_page(number, now);
            }
        }
        if quarrelled.is_empty() {
            self.next_page(number, now);
        } else {
            self.go_on(number, Ask::Store(quarrelled), now);
        }
    }

    /// The walk goes on behind the last key, or it is at its end.
    fn next_page(&mut self, number: u64, now: Millis) {
        let Some(operation) = self.operations.get_mut(&number) else { return };
        let full = |limit: &Option<usize>, found: &Vec<Term>| limit.is_some_and(|limit| found.len() >= limit);
        match (&mut operation.goal, operation.up_to.take()) {
            (Goal::Select(_, limit, found), after) if after.is_none() || full(limit, found) => {
                let answer = Answer::Found(std::mem::take(found));
                self.finish(number, answer);
            }
            (Goal::Recover, None) => {
                self.operations.remove(&number);
                self.recovered(now);
            }
            (_, after) => self.go_on(number, Ask::Page(after), now),
        }
    }
}

/// The newest of the rows that members hold under one key.
fn newest_row(operation: &Operation) -> Option<Row> {
    let rows = operation.replies.values().filter_map(|(_, tell)| match tell {
        Tell::Newest(row) => row.as_ref(),
        _ => None,
    });
    rows.max_by_key(|row| row.version).cloned()
}

/// The newest rows of several pages, those of them that not all have, and the key up to which the pages reach: the
/// smallest of the last ones, for behind it somebody may have a row that he has not shown.
fn merge(pages: &[&Page]) -> (Copy, Vec<(Term, Row)>, Option<Term>) {
    let ends = pages.iter().filter(|page| page.more).filter_map(|page| page.rows.last());
    let up_to = ends.map(|(key, _)| key).min().cloned();
    let mut rows = Copy::new();
    let mut held: BTreeMap<&Term, Vec<&Row>> = BTreeMap::new();
    for (key, row) in pages.iter().flat_map(|page| &page.rows) {
        if up_to.as_ref().is_none_or(|last| key <= last) {
            held.entry(key).or_default().push(row);
            keep_newer(&mut rows, key.clone(), row.clone());
        }
    }
    let agree =
        |key: &Term, row: &Row| held[key].len() == pages.len() && held[key].iter().all(|one| *one == row);
    let quarrelled = rows.iter().filter(|(key, row)| !agree(key, row));
    let quarrelled = quarrelled.map(|(key, row)| (key.clone(), row.clone())).collect();
    (rows, quarrelled, up_to)
}
