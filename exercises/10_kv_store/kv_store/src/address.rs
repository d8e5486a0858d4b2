//! Where an owner is found: under a name of the system, or under a key of a registry.
//!
//! Whoever asks looks it up each time. A pid that was kept would be that of a process which has crashed since.
//!
//! Chapter: `kv_store`.

use std::sync::Arc;

use gen_server::{GenServer, Options, Server};
use process::System;
use registry::Name;

/// The name of a server.
#[derive(Clone, Debug)]
pub enum Address {
    /// A name of the system.
    Name(Arc<str>),
    /// A key of a registry: stage 4.
    Via(Name),
}

impl Address {
    /// What the server is started with.
    pub(crate) fn options(&self) -> Options {
        match self {
            Self::Name(name) => Options::named(&**name),
            Self::Via(name) => Options::via(name.clone()),
        }
    }

    /// The server that is there now.
    pub(crate) fn find<S: GenServer>(&self, system: &System) -> Option<Server<S>> {
        match self {
            Self::Name(name) => Server::whereis(system, name),
            Self::Via(name) => Server::via(name),
        }
    }
}
