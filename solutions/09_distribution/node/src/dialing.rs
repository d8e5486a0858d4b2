//! The two ways to a connection: we call, or are called.
//!
//! Chapter: `distribution`.

use std::io;
use std::sync::Arc;

use handshake::{Acceptor, Identity, Initiator, Peer, Refusal, Standing, flags};
use network::Stream;
use term::Atom;

use crate::address::parts;
use crate::inner::Inner;
use crate::options::ConnectError;
use crate::peers::{Event, Generation};
use crate::setup::{self, Doorkeeper, SETUP_TIME, SetupError};
use crate::watchers::Visibility;

impl Inner {
    fn identity(&self) -> Identity {
        let flags = match self.options.visibility {
            Visibility::Visible => flags::VISIBLE,
            Visibility::Hidden => flags::HIDDEN,
        };
        Identity { name: self.options.name.clone(), flags, creation: self.own.creation }
    }

    /// Calls a node.
    pub(crate) async fn dial(self: Arc<Self>, peer: Atom, generation: Generation) {
        match self.call(peer.text()).await {
            Ok((found, stream)) => self.established(found, stream, generation),
            Err(failure) => {
                let simultaneous = matches!(failure, Failure::Simultaneous);
                let node = peer.text().to_owned();
                let failure = match failure {
                    Failure::NotRunning => ConnectError::NotRunning(node),
                    Failure::Simultaneous => {
                        ConnectError::Failed { node, cause: "it was calling us, and did not".to_owned() }
                    }
                    Failure::Other(cause) => ConnectError::Failed { node, cause },
                };
                self.state().failures.insert(peer, failure);
                if simultaneous {
                    tokio::time::sleep(SETUP_TIME).await; // its own call has so long to come
                }
                self.step(Event::Failed { peer, generation }, None);
            }
        }
    }

    async fn call(&self, peer: &str) -> Result<(Peer, Stream), Failure> {
        let (alive, host) = parts(peer).map_err(|bad| Failure::Other(bad.to_string()))?;
        let entry = epmd::port_please(&self.options.network, host, self.options.epmd, alive).await;
        let entry = entry.map_err(|_| Failure::NotRunning)?.ok_or(Failure::NotRunning)?;
        let mut stream = self.options.to_nodes().connect(host, entry.port).await.map_err(|cause| {
            let refused = cause.kind() == io::ErrorKind::InvalidData;
            if refused { Failure::Other(cause.to_string()) } else { Failure::NotRunning }
        })?;
        let side = Initiator::new(self.identity(), peer, &self.options.cookie, (self.options.random)());
        match setup::call(side, &mut stream, self.options.header()).await {
            Ok(found) => Ok((found, stream)),
            Err(SetupError::Refused(Refusal::Simultaneous(_))) => Err(Failure::Simultaneous),
            Err(other) => Err(Failure::Other(other.to_string())),
        }
    }

    /// Somebody calls.
    pub(crate) async fn answer(self: Arc<Self>, mut stream: Stream) {
        let generation = self.state().peers.generation();
        let side = Acceptor::new(self.identity(), &self.options.cookie, (self.options.random)());
        let mut keeper = Keeper { node: &self, generation, peer: None };
        match setup::answer(side, &mut stream, self.options.header(), &mut keeper).await {
            Ok(peer) => self.established(peer, stream, generation),
            Err(cause) => {
                if let Some(peer) = keeper.peer {
                    (self.options.log)(&format!("no connection with {}: {cause}", peer.text()));
                    self.step(Event::Failed { peer, generation }, None);
                }
            }
        }
    }
}

/// Why a call came to nothing.
enum Failure {
    NotRunning,
    Simultaneous,
    Other(String),
}

/// Decides over one call.
struct Keeper<'a> {
    node: &'a Arc<Inner>,
    generation: Generation,
    peer: Option<Atom>,
}

impl Doorkeeper for Keeper<'_> {
    fn judge(&mut self, name: &str) -> Standing {
        let allowed = self.node.options.allowed.as_ref();
        let own = name == self.node.options.name;
        let stopped = *self.node.stopped.borrow();
        let Ok(peer) = Atom::try_new(name) else { return Standing::NotAllowed };
        if own || stopped || allowed.is_some_and(|allowed| !allowed.iter().any(|known| known == name)) {
            return Standing::NotAllowed;
        }
        self.peer = Some(peer);
        self.node.state().peers.judge(peer, self.generation)
    }

    fn drop_own_attempt(&mut self, name: &str) {
        self.node.step(Event::DropDialing { peer: Atom::new(name) }, None);
    }

    fn drop_old(&mut self, name: &str) {
        self.node.step(Event::DropOld { peer: Atom::new(name) }, None);
    }
}
