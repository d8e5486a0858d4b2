//! Copies everywhere, and everybody writes to whom they see: right until the network splits.
//!
//! Every node holds a copy. A write goes into one's own copy and to all nodes that are seen; the writer hears `Done`
//! when each of these has answered or is gone. A read looks at one's own copy and asks nobody. A node that joins asks
//! whom it sees for a copy.
//!
//! That is wrong, on purpose. Behind a cut cable "all nodes that I see" are fewer than all nodes: both sides go on
//! writing, and each reads its own truth. Even without a cut there is a moment, while a write travels, in which one
//! node shows the new value and another one still the old.
//!
//! Source: the naive mode of every database that was ever tested by Jepsen. Chapter: `kv_store`.

mod wire;

use std::collections::{BTreeMap, BTreeSet};

use term::Term;

use crate::replica::{Answer, Client, Copy, Millis, Name, Request, Row, Version, keep_newer, select};

/// What has happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A client asks.
    Asked {
        /// Who.
        client: Client,
        /// What.
        request: Request,
    },
    /// A node has come into sight.
    NodeUp(Name),
    /// A node is out of sight: dead, or behind a cut; nobody can tell which.
    NodeDown(Name),
    /// Another node says something.
    Arrived(Name, Message),
}

/// What is to be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Say this to a node.
    Send(Name, Message),
    /// Tell the client.
    Reply(Client, Answer),
}

/// What one node says to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Keep these rows. The number comes back in the answer.
    Store(u64, Vec<(Term, Row)>),
    /// They are kept.
    Stored(u64),
    /// I am new: what is there?
    CopyAsked,
}

/// What a node knows.
#[derive(Debug)]
pub struct Naive {
    me: Name,
    born: Millis,
    copy: Copy,
    seen: BTreeSet<Name>,
    /// Writes that wait for somebody: who asked, and who has not answered.
    writes: BTreeMap<u64, (Client, BTreeSet<Name>)>,
    /// How many writes there were; also the counter of the newest version that was seen.
    next: u64,
}

impl Naive {
    /// A node that has nothing yet.
    #[must_use]
    pub fn new(me: Name, born: Millis) -> Self {
        let (copy, seen, writes) = Default::default();
        Self { me, born, copy, seen, writes, next: 0 }
    }

    /// Its name.
    #[must_use]
    pub fn me(&self) -> Name {
        self.me
    }

    /// Whom it sees.
    pub fn seen(&self) -> impl Iterator<Item = Name> + '_ {
        self.seen.iter().copied()
    }

    /// How many keys have a value here.
    #[must_use]
    pub fn len(&self) -> usize {
        self.copy.values().filter(|row| row.value.is_some()).count()
    }

    /// Whether no key has a value here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Takes one event, and says what follows from it.
#[must_use]
pub fn step(state: &mut Naive, event: Event) -> Vec<Action> {
    match event {
        Event::Asked { client, request: Request::Get(key) } => {
            let value = state.copy.get(&key).and_then(|row| row.value.clone());
            vec![Action::Reply(client, Answer::Value(value))]
        }
        Event::Asked { client, request: Request::Select(spec, limit) } => {
            vec![Action::Reply(client, Answer::Found(select(&state.copy, &spec, limit)))]
        }
        Event::Asked { client, request: Request::Put(key, value) } => state.write(client, key, Some(value)),
        Event::Asked { client, request: Request::Delete(key) } => state.write(client, key, None),
        Event::NodeUp(node) => {
            state.seen.insert(node);
            if state.copy.is_empty() { vec![Action::Send(node, Message::CopyAsked)] } else { Vec::new() }
        }
        Event::NodeDown(node) => {
            state.seen.remove(&node);
            let waiting: Vec<u64> = state.writes.keys().copied().collect();
            waiting.into_iter().filter_map(|number| state.answered(number, node)).collect()
        }
        Event::Arrived(node, Message::CopyAsked) => {
            let rows = state.copy.iter().map(|(key, row)| (key.clone(), row.clone())).collect();
            state.next += 1;
            vec![Action::Send(node, Message::Store(state.next, rows))]
        }
        Event::Arrived(node, Message::Store(number, rows)) => {
            for (key, row) in rows {
                state.next = state.next.max(row.version.counter);
                keep_newer(&mut state.copy, key, row);
            }
            vec![Action::Send(node, Message::Stored(number))]
        }
        Event::Arrived(node, Message::Stored(number)) => state.answered(number, node).into_iter().collect(),
    }
}

impl Naive {
    /// Into one's own copy, and to all that are seen.
    fn write(&mut self, client: Client, key: Term, value: Option<Term>) -> Vec<Action> {
        // TODO naive: a version above all that were seen (`next`), into the own copy (`keep_newer`), then
        // `Store` to all in `seen`; `writes` remembers who has to answer. Nobody there: `Done` at once
        let _ = (client, key, value, self.me, self.born, &mut self.writes, Answer::Done, Message::Store, None::<Version>);
        todo!("naive: write here and everywhere")
    }

    /// One node fewer to wait for; the last one makes the answer.
    fn answered(&mut self, number: u64, node: Name) -> Option<Action> {
        // TODO naive: this node need not be waited for; was it the last one?
        let _ = (number, node, &mut self.writes, Action::Reply);
        todo!("naive: one answer has come")
    }
}
