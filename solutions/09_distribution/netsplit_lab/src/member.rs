//! The process on each node in which the two cores live. It turns what comes into events, and carries out orders.
//!
//! SHORTCUT: it looks for lost nodes by trying again and again, all of them and for ever. A discovery of a real cluster
//! asks somebody where nodes are, and waits longer from time to time.
//! Chapter: `distribution`.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use node::{Node, NodeDown, NodeUp};
use process::{Context, Envelope, Pid, Timeout};
use term::{Atom, Term, term};
use tokio::time::Instant;

use crate::mesh::{self, Mesh, Prevent, Word};
use crate::side::{self, Role, Side};

/// A quarter of the tick time of the lab's nodes. A silence is noticed after four to five of them.
pub const TICK: Duration = Duration::from_millis(250);

/// So long after a loss a node is looked for again. It is longer than the calm, so that those who are left can go on.
pub const RETRY: Duration = Duration::from_secs(2);

/// The name of the process on each node.
const NAME: &str = "member";

/// What a member tells whoever runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It sees this node.
    Up(Atom),
    /// It sees it no more.
    Down(Atom),
    /// It has told this node to leave.
    LetsGo(Atom),
    /// It does its work, or refuses.
    Is(Role),
}

/// Who hears the news, with what the member knows then.
pub type Tell = Arc<dyn Fn(News, &Side) + Send + Sync>;

/// A member, before it runs.
pub struct Member {
    node: Node,
    mesh: Mesh,
    side: Side,
    tell: Tell,
    start: Instant,
}

impl Member {
    /// Starts the process on this node. `members` have a vote; `start` is the zero of its clock.
    pub fn start(node: &Node, members: &[Atom], prevent: Prevent, start: Instant, tell: Tell) -> Pid {
        let mesh = Mesh::new(node.name(), prevent);
        let side = Side::new(node.name(), members.iter().copied());
        let member = Self { node: node.clone(), mesh, side, tell, start };
        node.system().spawn(|me| member.run(me))
    }

    async fn run(mut self, mut me: Context) {
        me.register(NAME).expect("one for each node");
        self.node.monitor_nodes(&me);
        for node in self.node.list() {
            self.up(node, &me);
        }
        loop {
            let message = me.next().await;
            self.received(message, &me);
        }
    }

    // ANCHOR: received
    /// What a message means to the cores.
    fn received(&mut self, message: Envelope, me: &Context) {
        if let Some(NodeUp { node, .. }) = message.peek() {
            self.up(*node, me);
        } else if let Some(NodeDown { node, .. }) = message.peek() {
            self.down(*node, me);
        } else if message.peek::<Timeout<()>>().is_some() {
            self.side_step(side::Event::Woken, me);
        } else if let Ok(term) = message.open::<Term>() {
            match read(&term) {
                Some((by, Heard::Sees(sees))) => self.side_step(side::Event::Told { by, sees }, me),
                Some((by, Heard::Word(word))) => self.mesh_step(mesh::Event::Told { by, word }, me),
                None => {} // anybody may write to a name
            }
        }
    }
    // ANCHOR_END: received

    fn up(&mut self, node: Atom, me: &Context) {
        let orders = side::step(&mut self.side, side::Event::Up(node), self.start.elapsed());
        (self.tell)(News::Up(node), &self.side);
        self.carry_out(orders, me);
        self.mesh_step(mesh::Event::Up(node), me);
    }

    fn down(&mut self, node: Atom, me: &Context) {
        let orders = side::step(&mut self.side, side::Event::Down(node), self.start.elapsed());
        (self.tell)(News::Down(node), &self.side);
        self.carry_out(orders, me);
        self.mesh_step(mesh::Event::Down(node), me);
        let ours = self.node.clone();
        me.spawn(move |_| async move {
            loop {
                tokio::time::sleep(RETRY).await;
                if ours.list().contains(&node) || ours.connect(node.text()).await.is_ok() {
                    return;
                }
            }
        });
    }

    // ANCHOR: carry_out
    fn mesh_step(&mut self, event: mesh::Event, me: &Context) {
        for action in mesh::step(&mut self.mesh, event) {
            match action {
                mesh::Action::Tell { to, word } => {
                    self.say(me, to, write(self.node.name(), &Heard::Word(word)));
                    if word == Word::Leave {
                        (self.tell)(News::LetsGo(to), &self.side);
                    }
                }
                mesh::Action::Disconnect(node) => drop(self.node.disconnect(node.text())),
            }
        }
    }

    fn side_step(&mut self, event: side::Event, me: &Context) {
        let orders = side::step(&mut self.side, event, self.start.elapsed());
        self.carry_out(orders, me);
    }

    fn carry_out(&self, orders: Vec<side::Action>, me: &Context) {
        for order in orders {
            match order {
                side::Action::Tell { to, sees } => {
                    self.say(me, to, write(self.node.name(), &Heard::Sees(sees)));
                }
                side::Action::Pause => (self.tell)(News::Is(Role::Paused), &self.side),
                side::Action::GoOn => (self.tell)(News::Is(Role::Active), &self.side),
                side::Action::WakeAt(due) => {
                    let _ = me.start_timer(due.saturating_sub(self.start.elapsed()), me.pid(), ());
                }
            }
        }
    }
    // ANCHOR_END: carry_out

    /// A message to a node that is gone would connect with it again.
    fn say(&self, me: &Context, to: Atom, words: Term) {
        if self.node.list().contains(&to) {
            self.node.send(me, (Atom::new(NAME), to), words);
        }
    }
}

/// What members say to each other.
enum Heard {
    Sees(BTreeSet<Atom>),
    Word(Word),
}

fn write(me: Atom, words: &Heard) -> Term {
    match words {
        Heard::Sees(sees) => {
            let sees = Term::list(sees.iter().copied().map(Term::Atom).collect());
            term!({:sees, (me), (sees)})
        }
        Heard::Word(Word::Lost(node)) => term!({:lost, (me), (*node)}),
        Heard::Word(Word::Leave) => term!({:leave, (me)}),
    }
}

fn read(term: &Term) -> Option<(Atom, Heard)> {
    let [word, by, more @ ..] = term.as_tuple()? else { return None };
    let heard = match (word.as_atom()?.text(), more) {
        ("sees", [sees]) => Heard::Sees(sees.as_list()?.iter().map(Term::as_atom).collect::<Option<_>>()?),
        ("lost", [node]) => Heard::Word(Word::Lost(node.as_atom()?)),
        ("leave", []) => Heard::Word(Word::Leave),
        _ => return None,
    };
    Some((by.as_atom()?, heard))
}
