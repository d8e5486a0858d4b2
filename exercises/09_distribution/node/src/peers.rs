//! How it stands with each other node, as a pure core: facts go in, orders come out.
//!
//! Every attempt to connect has a number of its own, its generation. What is told of a generation that is no longer
//! the current one is old news: the late end of a first connection must not take down the second.
//!
//! Source: ERTS User's Guide, "Distribution Handshake", the statuses; research on OTP's `net_kernel`.
//! Chapter: `distribution`.

use std::collections::BTreeMap;

use handshake::Standing;
use term::Atom;

/// Numbers the attempts to connect, in both directions.
pub type Generation = u64;

/// How it stands with one node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Peer {
    /// We call.
    dialing: Option<Generation>,
    /// It has called, and its handshake is under way.
    accepting: Option<Generation>,
    /// Connected.
    up: Option<Generation>,
}

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody wants to reach the node.
    Wanted { peer: Atom },
    /// In the handshake of this call, the other side has proved that it knows the cookie.
    Done { peer: Atom, generation: Generation },
    /// This attempt, or call, came to nothing.
    Failed { peer: Atom, generation: Generation },
    /// The node has called at the same time, and its call goes on: ours does not.
    DropDialing { peer: Atom },
    /// The node says that the old connection is dead.
    DropOld { peer: Atom },
    /// This connection is lost, or we have closed it.
    Lost { peer: Atom, generation: Generation },
}

/// What must be done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Call the node.
    Dial { peer: Atom, generation: Generation },
    /// The connection stands: send what waits, tell `nodeup`.
    Up { peer: Atom, generation: Generation },
    /// It is gone: undo the ties, tell `nodedown`.
    Down { peer: Atom, generation: Generation },
    /// Close this one: another one serves.
    Close { generation: Generation },
    /// There will be no connection: whoever waits for it must hear so.
    GiveUp { peer: Atom },
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
        known.accepting = Some(generation);
        match known {
            Peer { up: Some(_), .. } => Standing::Connected,
            Peer { dialing: Some(_), .. } => Standing::Connecting,
            _ => Standing::Unknown,
        }
    }

    /// Takes one event and says what follows from it.
    #[must_use]
    pub fn step(&mut self, event: Event) -> Vec<Action> {
        match event {
            Event::Wanted { peer } => {
                let generation = self.last + 1;
                let known = self.peers.entry(peer).or_default();
                if *known != Peer::default() {
                    return Vec::new(); // connected, or about to be
                }
                known.dialing = Some(generation);
                self.last = generation;
                vec![Action::Dial { peer, generation }]
            }
            Event::Done { peer, generation } => {
                let known = self.peers.entry(peer).or_default();
                let _ = (known.up, known.dialing, known.accepting, generation);
                todo!("generation: is this attempt still wanted? it takes the place of an older connection")
            }
            Event::Failed { peer, generation } => {
                let Some(known) = self.peers.get_mut(&peer) else { return Vec::new() };
                for attempt in [&mut known.dialing, &mut known.accepting] {
                    attempt.take_if(|attempt| *attempt == generation);
                }
                let over = *known == Peer::default();
                if over { vec![Action::GiveUp { peer }] } else { Vec::new() }
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
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer() -> Atom {
        Atom::new("b@host")
    }

    #[test]
    fn a_late_close_of_the_first_connection_does_not_take_down_the_second() {
        let mut peers = Peers::default();
        let peer = peer();
        assert_eq!(peers.step(Event::Wanted { peer }), [Action::Dial { peer, generation: 1 }]);
        assert_eq!(peers.step(Event::Done { peer, generation: 1 }), [Action::Up { peer, generation: 1 }]);
        let call = peers.generation();
        assert_eq!(peers.judge(peer, call), Standing::Connected);
        let dropped = [Action::Close { generation: 1 }, Action::Down { peer, generation: 1 }];
        assert_eq!(peers.step(Event::DropOld { peer }), dropped);
        assert_eq!(peers.step(Event::Done { peer, generation: 2 }), [Action::Up { peer, generation: 2 }]);
        assert_eq!(peers.step(Event::Lost { peer, generation: 1 }), []);
        assert_eq!(peers.up(peer), Some(2));
        assert_eq!(peers.step(Event::Lost { peer, generation: 2 }), [Action::Down { peer, generation: 2 }]);
    }

    #[test]
    fn of_two_calls_at_once_one_survives() {
        let mut peers = Peers::default();
        let peer = peer();
        assert_eq!(peers.step(Event::Wanted { peer }), [Action::Dial { peer, generation: 1 }]);
        let call = peers.generation();
        assert_eq!(peers.judge(peer, call), Standing::Connecting);
        assert_eq!(peers.step(Event::DropDialing { peer }), [Action::Close { generation: 1 }]);
        assert_eq!(peers.step(Event::Failed { peer, generation: 1 }), [], "the call goes on");
        assert_eq!(
            peers.step(Event::Done { peer, generation: call }),
            [Action::Up { peer, generation: call }]
        );
        assert_eq!(peers.step(Event::Wanted { peer }), [], "there is one");
    }

    #[test]
    fn whoever_waits_hears_that_there_will_be_no_connection() {
        let mut peers = Peers::default();
        let peer = peer();
        let _ = peers.step(Event::Wanted { peer });
        assert_eq!(peers.step(Event::Failed { peer, generation: 1 }), [Action::GiveUp { peer }]);
        assert_eq!(peers.step(Event::Wanted { peer }), [Action::Dial { peer, generation: 2 }], "and again");
    }
}
