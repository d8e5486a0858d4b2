//! What binds processes of this node to those of one other: links, and monitors in both directions.
//!
//! The kernel keeps ties per process. Here they are kept per connection, so that all of them can be undone when it
//! is lost: whoever is tied to a process over there hears `noconnection`.
//!
//! Source: Erlang Reference Manual, "Distributed Erlang"; `erlang:monitor/2`, `noconnection`. Chapter: `distribution`.

use std::collections::{BTreeMap, BTreeSet};

use monitors::Target;
use process::{ExitReason, Pid, Ref, Signal};
use term::{Atom, Reference, Term};

use crate::control::Who;

/// The ties over one connection.
#[derive(Debug, Default)]
pub struct Ties {
    /// Our process, and theirs.
    links: BTreeSet<(Pid, Pid)>,
    /// Whom of theirs ours watch.
    watching: BTreeMap<Ref, Pid>,
    /// Whom of ours theirs watch.
    watched: BTreeMap<Ref, Watched>,
    /// Under which reference of ours we keep one of theirs.
    theirs: BTreeMap<Reference, Ref>,
}

/// A monitor of another node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Its name for the monitor.
    pub reference: Reference,
    /// The process of ours.
    pub process: Pid,
    /// The name by which it was found, if it was: then `DOWN` speaks of that.
    pub name: Option<Atom>,
    /// The reason of its end as a term, if it is more than the kernel can say.
    pub last_words: Option<Term>,
}

impl Watched {
    /// What `DOWN` speaks of.
    #[must_use]
    pub fn who(&self) -> Who {
        self.name.map_or(Who::Process(self.process), Who::Name)
    }
}

impl Ties {
    /// Ours and theirs are linked.
    pub fn linked(&mut self, ours: Pid, theirs: Pid) {
        self.links.insert((ours, theirs));
    }

    /// They are linked no more.
    pub fn unlinked(&mut self, ours: Pid, theirs: Pid) {
        self.links.remove(&(ours, theirs));
    }

    /// One of ours watches something over there.
    pub fn watches(&mut self, watcher: Pid, reference: Ref) {
        self.watching.insert(reference, watcher);
    }

    /// The monitor is gone; says who had set it up.
    pub fn watches_no_more(&mut self, reference: Ref) -> Option<Pid> {
        self.watching.remove(&reference)
    }

    /// One of theirs watches one of ours, which we know as `ours`.
    pub fn is_watched(&mut self, ours: Ref, watched: Watched) {
        self.theirs.insert(watched.reference.clone(), ours);
        self.watched.insert(ours, watched);
    }

    /// The monitor that we know as `ours` is gone.
    pub fn is_watched_no_more(&mut self, ours: Ref) -> Option<Watched> {
        let watched = self.watched.remove(&ours)?;
        self.theirs.remove(&watched.reference);
        Some(watched)
    }

    /// The reference under which we keep one of theirs.
    #[must_use]
    pub fn ours(&self, theirs: &Reference) -> Option<Ref> {
        self.theirs.get(theirs).copied()
    }

    /// The connection is lost: what every process of ours that was tied to one over there must hear.
    #[must_use]
    pub fn lost(&mut self) -> Vec<Signal> {
        let _ = (&self.links, &self.watching, &self.watched, &self.theirs, ExitReason::NoConnection, None::<Target<Pid>>);
        todo!("noconnection: links end, DOWN comes, and ours need not remember who watched them")
    }

    /// One of ours is about to end with this term as the reason.
    pub fn says(&mut self, process: Pid, words: Term) {
        for watched in self.watched.values_mut().filter(|watched| watched.process == process) {
            watched.last_words = Some(words.clone());
        }
    }
}
