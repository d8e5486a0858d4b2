//! How it stands with each other node, as a pure core: facts go in, orders come out.
//!
//! Every attempt to connect has a number of its own, its generation. What is told of a generation that is no longer
//! the current one is old news: the late end of a first connection must not take down the second.
//!
//! Source: ERTS User's Guide, "Distribution Handshake", the statuses; research on OTP's `net_kernel`.
//! Chapter: `distribution`.

use std::collections::{BTreeMap, BTreeSet};

use handshake::Standing;
use term::Atom;

pub use crate::news::{Action, Event, Generation};

/// How it stands with one node.
#[derive(Clone, Debug, Default)]
struct Peer {
    /// We call.
    dialing: Option<Generation>,
    /// Calls in its name whose handshake is under way. Anybody can say a name, so there may be several.
    accepting: BTreeSet<Generation>,
    /// Connected.
    up: Option<Generation>,
    /// Somebody waits, and we do not call, because the node seemed to.
    wanted: bool,
}

/// How it stands with all nodes.
#[derive(Clone, Debug, Default)]
pub struct Peers {
    last: Generation,
    peers: BTreeMap<Atom, Peer>,
}

impl Peers {
    /// A number for a call that has come in.
    pub fn generation(&mut self) -> Generation {
        self.last += 1;
        self.last
    }

    /// The current connection with a node.
    #[must_use]
    pub fn up(&self, peer: Atom) -> Option<Generation> {
        self.peers.get(&peer)?.up
    }

    /// A node has called and said its name: how do we stand with it? From now on the call counts.
    pub fn judge(&mut self, peer: Atom, generation: Generation) -> Standing {
        let known = self.peers.entry(peer).or_default();
        known.accepting.insert(generation);
        match (known.up, known.dialing) {
            (Some(_), _) => Standing::Connected,
            (None, Some(_)) => Standing::Connecting,
            (None, None) => Standing::Unknown,
        }
    }

    /// Takes one event and says what follows from it.
    #[must_use]
    pub fn step(&mut self, event: Event) -> Vec<Action> {
        match event {
            Event::Wanted { peer } => {
                let known = self.peers.entry(peer).or_default();
                if known.up.is_some() || known.dialing.is_some() {
                    return Vec::new(); // connected, or about to be
                }
                if !known.accepting.is_empty() {
                    known.wanted = true;
                    return Vec::new();
                }
                self.dial(peer)
            }
            Event::Done { peer, generation } => {
                let known = self.peers.entry(peer).or_default();
                let _ = (known.up, known.dialing, &known.accepting, generation);
                todo!("generation: is this attempt still wanted? it takes the place of an older connection")
            }
            Event::Failed { peer, generation } => {
                let Some(known) = self.peers.get_mut(&peer) else { return Vec::new() };
                let dialed = known.dialing.take_if(|dialing| *dialing == generation).is_some();
                known.accepting.remove(&generation);
                if known.up.is_some() || known.dialing.is_some() {
                    Vec::new()
                } else if !dialed && known.wanted {
                    self.dial(peer) // the call came to nothing: perhaps it was not the node at all
                } else if dialed || known.accepting.is_empty() {
                    vec![Action::GiveUp { peer }]
                } else {
                    Vec::new()
                }
            }
            Event::DropDialing { peer } => {
                let dialing = self.peers.get_mut(&peer).and_then(|known| known.dialing.take());
                dialing.into_iter().map(|generation| Action::Close { generation }).collect()
            }
            Event::DropOld { peer } => match self.up(peer) {
                Some(generation) => {
                    let mut actions = vec![Action::Close { generation }];
                    actions.extend(self.step(Event::Lost { peer, generation }));
                    actions
                }
                None => Vec::new(),
            },
            Event::Lost { peer, generation } => {
                let _ = (peer, generation);
                todo!("generation: which connection is lost, the current one or an older one?")
            } // ANCHOR_END: lost
        }
    }

    fn dial(&mut self, peer: Atom) -> Vec<Action> {
        let generation = self.generation();
        let known = self.peers.entry(peer).or_default();
        (known.dialing, known.wanted) = (Some(generation), false);
        vec![Action::Dial { peer, generation }]
    }
}
