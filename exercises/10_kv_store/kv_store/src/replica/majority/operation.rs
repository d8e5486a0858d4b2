//! One request on its way: what is asked of the members now, who has answered, and until when.
//!
//! Chapter: `kv_store`.

use std::collections::BTreeMap;

use term::Term;

use super::{Action, Ask, Majority, RETRY, Said, Tell};
use crate::query::Query;
use crate::replica::{Answer, Client, Millis, Name, Request};

/// What an operation is for.
#[derive(Debug)]
pub(super) enum Goal {
    /// To give a key a value, or none.
    Write(Term, Option<Term>),
    /// To find the value of a key; once it is found it stands here until it is safe to say so.
    Read(Term, Option<Term>),
    /// To find rows; those that were found stand here.
    Select(Query, Option<usize>, Vec<Term>),
    /// To learn again what was forgotten.
    Recover,
}

/// A request on its way.
#[derive(Debug)]
pub(super) struct Operation {
    /// Who waits for it; nobody waits for a recovery.
    pub client: Option<Client>,
    pub goal: Goal,
    /// What is asked of the members now.
    pub ask: Ask,
    /// Who has answered that, in which life, and what.
    pub replies: BTreeMap<Name, (Millis, Tell)>,
    /// For a page: the last key that is covered, if there are more behind it.
    pub up_to: Option<Term>,
    pub deadline: Millis,
    pub again_at: Millis,
}

impl Majority {
    /// A client asks.
    pub(super) fn asked(&mut self, client: Client, request: Request, now: Millis, deadline: Millis) {
        let (goal, ask) = match request {
            Request::Put(key, value) => (Goal::Write(key.clone(), Some(value)), Ask::Newest(key)),
            Request::Delete(key) => (Goal::Write(key.clone(), None), Ask::Newest(key)),
            Request::Get(key) => (Goal::Read(key.clone(), None), Ask::Newest(key)),
            Request::Select(spec, limit) => (Goal::Select(spec, limit, Vec::new()), Ask::Page(None)),
        };
        self.begin(Some(client), goal, ask, now, deadline);
    }

    pub(super) fn begin(
        &mut self,
        client: Option<Client>,
        goal: Goal,
        ask: Ask,
        now: Millis,
        deadline: Millis,
    ) {
        self.next += 1;
        let (replies, up_to) = Default::default();
        let operation = Operation { client, goal, ask, replies, up_to, deadline, again_at: now + RETRY };
        self.operations.insert(self.next, operation);
        self.ask_members(self.next);
    }

    /// Asks all members that have not answered yet.
    pub(super) fn ask_members(&mut self, number: u64) {
        let Some(operation) = self.operations.get(&number) else { return };
        let ask = operation.ask.clone();
        let silent = |name: &&Name| !operation.replies.contains_key(name);
        let silent: Vec<Name> = self.view.members.iter().filter(silent).copied().collect();
        for member in silent {
            self.send(member, Said::Ask(number, ask.clone()));
        }
    }

    /// Something else is asked now, under a new number: late answers to the old question find nobody.
    pub(super) fn go_on(&mut self, number: u64, ask: Ask, now: Millis) {
        let Some(mut operation) = self.operations.remove(&number) else { return };
        operation.ask = ask;
        operation.replies.clear();
        operation.again_at = now + RETRY;
        self.next += 1;
        self.operations.insert(self.next, operation);
        self.ask_members(self.next);
    }

    /// In another epoch the same is asked again, of others.
    pub(super) fn ask_all_again(&mut self, now: Millis) {
        for number in self.operations.keys().copied().collect::<Vec<_>>() {
            let Some(operation) = self.operations.get(&number) else { continue };
            let ask = operation.ask.clone();
            self.go_on(number, ask, now);
        }
    }

    /// The client hears the answer. What members still say to this is ignored.
    pub(super) fn finish(&mut self, number: u64, answer: Answer) {
        if let Some(Operation { client: Some(client), .. }) = self.operations.remove(&number) {
            self.actions.push(Action::Reply(client, answer));
        }
    }

    /// The recovery that is under way is for nothing: the list of members is another one.
    pub(super) fn drop_recovery(&mut self) {
        self.operations.retain(|_, operation| !matches!(operation.goal, Goal::Recover));
    }
}
