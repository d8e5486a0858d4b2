//! The core: who holds which name. It knows no socket and no clock.
//!
//! A name belongs to a connection. Whoever registers keeps the connection open, and when it ends, for whatever reason,
//! the name is free. So nobody has to say goodbye, and a crash leaves nothing behind.
//!
//! Source: ERTS User's Guide, "epmd". Chapter: `distribution`.

use std::collections::BTreeMap;

use crate::answer::Answer;
use crate::entry::{Entry, VERSION};
use crate::request::Request;

/// Which connection; the server counts them.
pub type Connection = u64;

/// The names of a host.
#[derive(Debug)]
pub struct Names {
    entries: BTreeMap<String, Held>,
    /// The creation that was given out last.
    last: u32,
}

/// A name, and the connection to which it belongs.
#[derive(Debug)]
struct Held {
    entry: Entry,
    by: Connection,
}

impl Names {
    /// No names. The first creation given out follows `last`, which should differ from one life of the server to the
    /// next: nodes may outlive it.
    #[must_use]
    pub fn new(last: u32) -> Self {
        Self { entries: BTreeMap::new(), last }
    }

    /// Answers a request that came over the connection `by` to the server on `port`.
    #[must_use]
    pub fn ask(&mut self, by: Connection, request: Request, port: u16) -> Answer {
        match request {
            Request::Alive(entry) => self.register(by, entry),
            Request::PortPlease(name) => self.port_please(&name),
            Request::Names => {
                let nodes = self.entries.values().map(|held| (held.entry.name.clone(), held.entry.port));
                Answer::Names { port: u32::from(port), nodes: nodes.collect() }
            }
        }
    }

    /// The name belongs to this connection now, or stays with the one that has it.
    fn register(&mut self, by: Connection, entry: Entry) -> Answer {
        let extended = entry.highest >= VERSION;
        // TODO register: `Taken` for a name that somebody has, else note it, with a creation of its own
        let _ = (by, &entry, &mut self.entries, Held { entry: entry.clone(), by }, Answer::Taken { extended });
        let _ = (Self::next_creation, Answer::Registered { creation: 0, extended });
        todo!("register: whose name is it?")
    }

    /// Tells two lives of a node apart, so that a pid of the former one does not name a process of this one. Nodes
    /// before OTP 23 have two bits for it, the others 32; the numbers 0 to 3 are left to the former.
    fn next_creation(&mut self, extended: bool) -> u32 {
        self.last = self.last.wrapping_add(1).max(4);
        if extended { self.last } else { 1 + self.last % 3 }
    }

    /// A connection has ended: what it held is free.
    pub fn closed(&mut self, by: Connection) {
        // TODO gone: which names go with this connection?
        let _ = self.entries.values().filter(|held| held.by == by).count();
    }

    /// Where the node of this name takes connections.
    fn port_please(&self, name: &str) -> Answer {
        // TODO port_please: `Found` or `Unknown`
        todo!("port_please: where is {name}?")
    }
}
