//! Every answer stands on more than half of the members: registers after Attiya, Bar-Noy and Dolev.
//!
//! Any two majorities have a member in common. So whoever asks a majority meets somebody who has heard of the last
//! write that was acknowledged.
//! - A write asks a majority for the newest version of its key, then stores a newer one on a majority.
//! - A read asks a majority and takes the newest row. Unless they all agreed, it stores that row on a majority before
//!   it answers: otherwise the next reader might ask others, and time would run backwards.
//! - A node that cannot reach a majority answers "unavailable", or, if its write was on its way already, "unknown".
//! - A node that was started again has forgotten what it had acknowledged. It asks a majority of the others for
//!   everything before it has a vote again (`recovery`), and each letter says which births its writer has heard of,
//!   so that an acknowledgement from an earlier life is not counted.
//!
//! Reading order: `letter` (what they say), `operation` (one request on its way), `patience` (until when), `quorum`
//! (whose answers count), `advance` (a majority has answered), `voter` (what a member answers), `recovery`, `members`,
//! `wire` (letters as terms).
//!
//! Left out: a disk, members that leave, transactions over several keys. `select` reads each key as `get` does, but
//! one after the other: each row is right, all of them together are no snapshot.
//! Source: Attiya, Bar-Noy, Dolev 1995; Lynch and Shvartsman 1997 (many writers); Michael et al., "Recovering Shared
//! Objects Without Stable Storage", 2017. Chapter: `kv_store`.

mod advance;
mod letter;
mod members;
mod operation;
mod patience;
mod quorum;
mod recovery;
mod voter;
mod wire;

use std::collections::{BTreeMap, VecDeque};

use crate::replica::{Answer, Client, Copy, Millis, Name, Request, View};

pub use letter::{Ask, Letter, Page, Said, Tell};
pub use recovery::Standing;

use members::Change;
use operation::Operation;

/// After so long without an answer, the same is said again.
const RETRY: Millis = 200;

/// What has happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A client asks, and waits for so long.
    Asked {
        /// Who.
        client: Client,
        /// What.
        request: Request,
        /// How long.
        limit: Millis,
    },
    /// A letter has come.
    Arrived(Letter),
    /// The time that was asked for has come, or any other.
    Woken,
    /// This node wants to belong to the store to which that one belongs.
    JoinAsked(Name),
    /// A node has come into sight: it may have forgotten that it is a member.
    NodeUp(Name),
}

/// What is to be done, in this order.
#[derive(Debug, Clone)]
pub enum Action {
    /// Send this to a node. It may get lost or come twice.
    Send(Name, Letter),
    /// Tell the client.
    Reply(Client, Answer),
    /// Say [`Event::Woken`] at this moment.
    WakeAt(Millis),
}

/// What a node knows.
#[derive(Debug)]
pub struct Majority {
    me: Name,
    /// When this node was started: the same name with a later birth has lost its memory.
    born: Millis,
    standing: Standing,
    view: View,
    /// The list that the first member wants next, if this node has agreed to it.
    accepted: Option<View>,
    /// The last birth of each node of which this one has heard.
    births: BTreeMap<Name, Millis>,
    copy: Copy,
    operations: BTreeMap<u64, Operation>,
    /// How many operations there were.
    next: u64,
    /// The change of members that is under way, at the first member.
    change: Option<Change>,
    /// Letters of this node to itself.
    own: VecDeque<Letter>,
    actions: Vec<Action>,
}

/// Takes one event at the moment `now`, and says what follows from it.
#[must_use]
pub fn step(state: &mut Majority, event: Event, now: Millis) -> Vec<Action> {
    match event {
        Event::Asked { client, request, limit } => state.asked(client, request, now, now + limit),
        Event::Arrived(letter) => state.arrived(letter, now),
        Event::Woken => state.woken(now),
        Event::JoinAsked(node) => state.join(node, now),
        Event::NodeUp(node) => state.show_view(node),
    }
    while let Some(letter) = state.own.pop_front() {
        state.arrived(letter, now);
    }
    if let Some(moment) = state.wake_at() {
        state.actions.push(Action::WakeAt(moment));
    }
    std::mem::take(&mut state.actions)
}

impl Majority {
    /// The first member of a new store.
    #[must_use]
    pub fn found(me: Name, born: Millis) -> Self {
        let epoch = crate::replica::Epoch { number: 1, born };
        Self::new(me, born, Standing::Member, View { epoch, members: vec![me] })
    }

    /// A member of a store whose list is fixed from the start. It has a vote at once: for a node that had this name
    /// before and has forgotten what it acknowledged, that would be a lie; it is made by [`Majority::joining`].
    #[must_use]
    pub fn of(me: Name, born: Millis, view: View) -> Self {
        Self::new(me, born, Standing::Member, view)
    }

    /// A node that wants to belong to the store of `via`. It begins when it is first woken.
    #[must_use]
    pub fn joining(me: Name, born: Millis, via: Name) -> Self {
        Self::new(me, born, Standing::Joining { via, again_at: 0 }, View::default())
    }

    fn new(me: Name, born: Millis, standing: Standing, view: View) -> Self {
        let births = BTreeMap::from([(me, born)]);
        let (accepted, copy, operations, change) = Default::default();
        let (own, actions) = Default::default();
        Self { me, born, standing, view, accepted, births, copy, operations, next: 0, change, own, actions }
    }

    /// The members, as this node knows them.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Whether this node has a vote.
    #[must_use]
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// How many keys have a value in the copy of this node.
    #[must_use]
    pub fn len(&self) -> usize {
        self.copy.values().filter(|row| row.value.is_some()).count()
    }

    /// Whether the copy of this node has no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A letter to a node; to this one it arrives at the end of the step.
    fn send(&mut self, to: Name, said: Said) {
        let letter = Letter { from: self.me, epoch: self.view.epoch, births: self.births.clone(), said };
        if to == self.me {
            self.own.push_back(letter);
        } else {
            self.actions.push(Action::Send(to, letter));
        }
    }

    /// A letter has come: who sent it, in which life, and does it stand in the same epoch?
    fn arrived(&mut self, letter: Letter, now: Millis) {
        for (name, born) in &letter.births {
            let known = self.births.entry(*name).or_insert(*born);
            *known = (*known).max(*born);
        }
        let (from, born) = (letter.from, letter.born());
        if self.births.get(&from).is_none_or(|last| born < *last) {
            return; // from an earlier life of that node
        }
        match letter.said {
            Said::Ask(..) | Said::Tell(..) if letter.epoch < self.view.epoch => self.show_view(from),
            Said::Ask(..) if letter.epoch > self.view.epoch => self.send(from, Said::ViewAsked),
            Said::Tell(..) if letter.epoch > self.view.epoch => {}
            Said::Ask(number, ask) => self.vote(from, number, ask),
            Said::Tell(number, tell) => self.told(number, from, born, tell, now),
            Said::ViewAsked => self.show_view(from),
            said => self.change_said(from, born, said, now),
        }
    }

    /// The next moment at which there is something to do.
    fn wake_at(&self) -> Option<Millis> {
        let operations = self.operations.values().map(|one| one.deadline.min(one.again_at));
        let change = self.change.iter().map(|change| change.again_at);
        operations.chain(change).chain(self.standing.again_at()).min()
    }

    fn woken(&mut self, now: Millis) {
        for number in self.operations.keys().copied().collect::<Vec<_>>() {
            self.remind(number, now);
        }
        self.urge_change(now);
        self.urge_join(now);
    }
}
