//! Which side goes on: the one that has the majority of the members, and only when it is sure that nobody else does.
//!
//! Two majorities share a member. So if all of a majority say that they see each other and nobody else, a second one is
//! about to end: whoever is in both is silent towards one of them by now, and that is noticed within a tick time and a
//! quarter. Hence a pause at once when anybody is lost, and a longer calm before anybody goes on.
//!
//! Left out: members that come or go for good.
//! Source: RabbitMQ, "pause_minority"; Akka, "Split Brain Resolver", `stable-after`. Chapter: `distribution`.

mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use term::Atom;

use self::words::Change;
pub use self::words::{Action, Event, Role};
use crate::majority::has_majority;
use crate::sight::Sight;
use crate::verdict::Verdict;

/// So long nothing may have changed: longer than a silence remains unnoticed (1.25 s here) and a message is under way.
pub const CALM: Duration = Duration::from_millis(1500);

/// What a node knows of its side.
#[derive(Clone, Debug)]
pub struct Side {
    me: Atom,
    /// Who has a vote.
    members: BTreeSet<Atom>,
    /// Whom we see, and what those say whom they see.
    rows: BTreeMap<Atom, BTreeSet<Atom>>,
    /// Nothing has changed since then.
    calm_since: Duration,
    role: Role,
}

impl Side {
    /// A node that sees nobody yet, and pauses.
    #[must_use]
    pub fn new(me: Atom, members: impl IntoIterator<Item = Atom>) -> Self {
        let (members, rows) = (members.into_iter().collect(), BTreeMap::from([(me, BTreeSet::new())]));
        Self { me, members, rows, calm_since: Duration::ZERO, role: Role::Paused }
    }

    /// Whether it works or pauses.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whom it sees.
    #[must_use]
    pub fn sees(&self) -> &BTreeSet<Atom> {
        &self.rows[&self.me]
    }

    /// Who sees whom, as far as this node has heard.
    #[must_use]
    pub fn sight(&self) -> Sight {
        let mut sight = Sight::default();
        self.rows.iter().for_each(|(node, row)| sight.set(*node, row.iter().copied()));
        sight
    }

    /// Whether our island is whole, by everybody's own word, and has the majority.
    fn may_go_on(&self) -> bool {
        let verdict = Verdict::of(&self.sight());
        let island = verdict.island_of(self.me);
        let whole = verdict.torn.iter().all(|(a, _)| !island.contains(a));
        whole && has_majority(&self.members, island)
    }

    /// Something has changed, or time has passed: pause, go on, or wait.
    fn decide(&mut self, change: Change, now: Duration) -> Vec<Action> {
        // TODO calm: every change ends the calm; when anybody sees `Less`, whoever is `Active` pauses at once, majority or
        // not. Whoever is `Paused` and `may_go_on` does so when there has been `CALM`, and else asks to be woken then
        let _ = (now, self.calm_since, self.role, Self::may_go_on);
        todo!("calm: pause, go on, or wait after {change:?}?")
    }

    /// Writes down what is told, and says what has changed by it.
    fn learn(&mut self, event: Event) -> Change {
        let own = self.rows.entry(self.me).or_default();
        match event {
            Event::Woken => Change::Nothing,
            Event::Up(node) => {
                own.insert(node);
                Change::More
            }
            Event::Down(node) => {
                own.remove(&node);
                self.rows.remove(&node);
                Change::Less
            }
            Event::Told { by, .. } if !own.contains(&by) => Change::Nothing, // an old word of a lost node
            Event::Told { by, sees } => match self.rows.insert(by, sees.clone()) {
                Some(before) if before == sees => Change::Nothing,
                Some(before) if !before.is_subset(&sees) => Change::Less,
                _ => Change::More,
            },
        }
    }
}

/// Takes one event at time `now` and says what follows from it.
#[must_use]
pub fn step(side: &mut Side, event: Event, now: Duration) -> Vec<Action> {
    let before = side.sees().clone();
    let change = side.learn(event);
    let (sees, mut actions) = (side.sees(), Vec::new());
    if *sees != before {
        actions.extend(sees.iter().map(|to| Action::Tell { to: *to, sees: sees.clone() }));
    }
    actions.extend(side.decide(change, now));
    actions
}
