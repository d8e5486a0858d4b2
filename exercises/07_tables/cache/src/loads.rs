//! Loads: one for each missing key, in a process of its own, and a list of those who wait for it.
//!
//! A load is slow, and it may crash; neither may happen to whoever owns the tables. Whoever asks meanwhile is put on the
//! list of the load that runs, and whoever is on a list gets an answer, whatever the end is.
//!
//! Source: OTP, `gen_server`, `reply/2`; `erlang:spawn_monitor/1`. Chapter: `tables`.

use gen_server::{Answer, Client};
use process::{Context, ExitReason, Pid};
use term::Term;

use crate::owner::{Load, Owner, Reply};

/// From a load to the owner: the value.
#[derive(Debug)]
pub(crate) struct Loaded(pub(crate) Term);

impl Owner {
    /// Somebody has not found this key in the table.
    pub(crate) fn fetch(&mut self, key: Term, from: Client<Reply>, me: &Context) -> Answer<Self> {
        // TODO fetch: is it there by now? Is it being loaded? Only else `start`. Who answers, and when?
        let _ = (from, self.cache.peek(me, &key), &self.current, Self::start);
        todo!("fetch: one load for everybody")
    }

    /// Starts a load, with nobody on its list yet.
    fn start(&mut self, key: Term, me: &Context) -> Pid {
        self.shelf.count_load(me);
        let load = self.spawn_load(key.clone(), me);
        self.current.insert(key.clone(), load);
        self.loads.insert(load, Load { key, clients: Vec::new() });
        load
    }

    /// A process of its own loads the value of a key, and sends it to this one, the owner.
    fn spawn_load(&self, key: Term, me: &Context) -> Pid {
        let (loader, owner) = (self.cache.loader.clone(), me.pid());
        // TODO fetch: `me.spawn_monitor` a process that loads, and sends `Loaded` to the owner
        let _ = (loader.load(key), owner, Loaded);
        todo!("fetch: start a load")
    }

    /// A load has come to its end: with a value, or by a crash.
    pub(crate) fn finish(&mut self, load: Pid, result: Result<Term, ExitReason>, me: &Context) {
        let Some(Load { key, clients }) = self.loads.remove(&load) else { return };
        let is_current = true; // TODO outdated: was the key changed since this load began?
        if is_current {
            self.current.remove(&key);
        }
        // TODO fetch: keep the value, if there is one and it is current; who waits for this load?
        let _ = (clients, result, me);
        todo!("fetch: the end of a load");
    }
}
