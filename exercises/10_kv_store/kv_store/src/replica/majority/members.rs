//! Who belongs to the store: one change at a time, proposed by the first member.
//!
//! A list counts when a majority of the old list and a majority of the new one have agreed to it. The next change
//! begins when both majorities have heard that it counts. From then on, no majority of an earlier list can be
//! found any more: whoever is asked in an old epoch does not answer, but shows the newer list.
//!
//! SHORTCUT: only the first member proposes; while it is away, nobody can come in. Raft elects a leader who may, and
//! writes the change into the same log as the data.
//! Source: Ongaro, "Consensus: Bridging Theory and Practice", 2014, chapter 4. Chapter: `kv_store`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Majority, RETRY, Said, Standing};
use crate::replica::{Epoch, Millis, Name, View};

/// A change that is under way, at the first member.
#[derive(Debug)]
pub(super) struct Change {
    view: View,
    stage: Stage,
    /// Who has answered at this stage, and in which life.
    answers: BTreeMap<Name, Millis>,
    pub again_at: Millis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Do you agree?
    Proposed,
    /// It counts. Have you heard?
    Counts,
}

impl Majority {
    pub(super) fn show_view(&mut self, to: Name) {
        if !self.view.members.is_empty() {
            self.send(to, Said::View(self.view.clone()));
        }
    }

    /// Whatever concerns the list of members.
    pub(super) fn change_said(&mut self, from: Name, born: Millis, said: Said, now: Millis) {
        match said {
            Said::Join => self.join_asked(from, now),
            Said::View(view) => self.view_shown(from, view, now),
            Said::Propose(view) => self.proposed(from, view),
            Said::Accepted(epoch) => self.change_answered(Stage::Proposed, epoch, from, born, now),
            Said::Adopted(epoch) => self.change_answered(Stage::Counts, epoch, from, born, now),
            Said::Ask(..) | Said::Tell(..) | Said::ViewAsked => {}
        }
    }

    /// Somebody wants to come in. Who is no first member shows the list, and with it whom to ask.
    fn join_asked(&mut self, from: Name, now: Millis) {
        let first = self.view.first() == Some(self.me);
        if !first || self.view.has(from) || !self.votes() || self.change.is_some() {
            return self.show_view(from);
        }
        let mut members = self.view.members.clone();
        members.push(from);
        self.propose(members, now);
    }

    fn propose(&mut self, members: Vec<Name>, now: Millis) {
        let epoch = Epoch { number: self.view.epoch.number + 1, born: self.born };
        self.start(View { epoch, members }, Stage::Proposed, now);
    }

    fn start(&mut self, view: View, stage: Stage, now: Millis) {
        self.change = Some(Change { view, stage, answers: BTreeMap::new(), again_at: now });
        self.urge_change(now);
    }

    /// The first member is back. What it had begun in its earlier life, it brings to an end.
    pub(super) fn resume_change(&mut self, now: Millis) {
        match self.accepted.take() {
            Some(view) if view.epoch > self.view.epoch => self.propose(view.members, now),
            _ => self.start(self.view.clone(), Stage::Counts, now),
        }
    }

    /// Says once more what has not been answered.
    pub(super) fn urge_change(&mut self, now: Millis) {
        let Some(change) = self.change.as_mut().filter(|change| now >= change.again_at) else { return };
        change.again_at = now + RETRY;
        let silent = |name: &&Name| !change.answers.contains_key(name);
        let silent: Vec<Name> = change.view.members.iter().filter(silent).copied().collect();
        let said = match change.stage {
            Stage::Proposed => Said::Propose(change.view.clone()),
            Stage::Counts => Said::View(change.view.clone()),
        };
        for member in silent {
            self.send(member, said.clone());
        }
    }

    /// The first member asks whether this list may count next.
    fn proposed(&mut self, from: Name, view: View) {
        let mine = self.view.first().is_none_or(|first| first == from);
        let newer = view.epoch > self.view.epoch
            && self.accepted.as_ref().is_none_or(|accepted| accepted.epoch <= view.epoch);
        if !mine || self.standing == Standing::Recovering {
            return;
        }
        if newer {
            let epoch = view.epoch;
            if self.votes() {
                self.accepted = Some(view);
            }
            self.send(from, Said::Accepted(epoch));
        } else if view.epoch < self.view.epoch {
            self.show_view(from);
        }
    }

    fn change_answered(&mut self, stage: Stage, epoch: Epoch, from: Name, born: Millis, now: Millis) {
        let Some(change) = &mut self.change else { return };
        if change.stage != stage || change.view.epoch != epoch {
            return;
        }
        change.answers.insert(from, born);
        let births = &self.births;
        change.answers.retain(|name, born| births.get(name).is_none_or(|last| last == born));
        let answered: BTreeSet<Name> = change.answers.keys().copied().collect();
        if !change.view.has_majority(&answered) || !change.view.before().has_majority(&answered) {
            return;
        }
        let view = change.view.clone();
        self.change = None;
        if stage == Stage::Proposed {
            self.adopt(view.clone(), now);
            self.start(view, Stage::Counts, now);
        }
    }

    /// Somebody says that this list counts.
    fn view_shown(&mut self, from: Name, view: View, now: Millis) {
        if view.epoch < self.view.epoch {
            return self.show_view(from);
        }
        let epoch = view.epoch;
        if epoch > self.view.epoch {
            self.follow(view, now);
        }
        if self.view.epoch == epoch {
            self.send(from, Said::Adopted(epoch));
        }
    }

    /// A newer list counts. What is this node in it?
    fn follow(&mut self, view: View, now: Millis) {
        if !view.has(self.me) {
            let via = view.first().unwrap_or(self.me);
            self.view = View::default();
            self.change = None;
            self.drop_recovery();
            let again_at = match self.standing {
                Standing::Joining { via: known, again_at } if known == via => again_at,
                _ => now,
            };
            self.standing = Standing::Joining { via, again_at };
            return self.urge_join(now);
        }
        // A first member that did not know of a change has forgotten it, and a list that does not continue
        // the one that was known is another store's.
        let knew = view.members.starts_with(&self.view.members) && view.first() != Some(self.me);
        let keeps = self.votes() && knew;
        self.change = None;
        self.adopt(view, now);
        if !keeps {
            self.recover(now);
        }
    }

    fn adopt(&mut self, view: View, now: Millis) {
        if self.accepted.as_ref().is_some_and(|accepted| accepted.epoch <= view.epoch) {
            self.accepted = None;
        }
        self.view = view;
        self.ask_all_again(now);
    }
}
