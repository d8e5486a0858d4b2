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
    // ANCHOR: fetch
    /// Somebody has not found this key in the table.
    pub(crate) fn fetch(&mut self, key: Term, from: Client<Reply>, me: &Context) -> Answer<Self> {
        // ANCHOR: cut_fetch
        if let Some(value) = self.cache.peek(me, &key) {
            return Answer::reply(Reply::Loaded(Ok(value))); // it came while the request was on its way
        }
        let load = match self.current.get(&key) {
            Some(load) => *load,
            None => self.start(key, me),
        };
        self.loads.get_mut(&load).expect("a current load runs").clients.push(from);
        Answer::no_reply()
        // ANCHOR_END: cut_fetch => // TODO fetch: is it there by now? Is it being loaded? Only else `start`. Who answers, and when?
        // ANCHOR_END: cut_fetch => let _ = (from, self.cache.peek(me, &key), &self.current, Self::start);
        // ANCHOR_END: cut_fetch => todo!("fetch: one load for everybody")
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
        // ANCHOR: cut_fetch
        let (load, _) = me.spawn_monitor(move |me| async move {
            let value = loader.load(key).await;
            me.send(owner, Loaded(value));
        });
        load
        // ANCHOR_END: cut_fetch => // TODO fetch: `me.spawn_monitor` a process that loads, and sends `Loaded` to the owner
        // ANCHOR_END: cut_fetch => let _ = (loader.load(key), owner, Loaded);
        // ANCHOR_END: cut_fetch => todo!("fetch: start a load")
    }

    /// A load has come to its end: with a value, or by a crash.
    pub(crate) fn finish(&mut self, load: Pid, result: Result<Term, ExitReason>, me: &Context) {
        let Some(Load { key, clients }) = self.loads.remove(&load) else { return };
        // ANCHOR: cut_outdated
        let is_current = self.current.get(&key) == Some(&load);
        // ANCHOR_END: cut_outdated => let is_current = true; // TODO outdated: was the key changed since this load began?
        if is_current {
            self.current.remove(&key);
        }
        // ANCHOR: cut_fetch
        if let (true, Ok(value)) = (is_current, &result) {
            self.store(&key, value, self.cache.settings.ttl, me);
        }
        for client in clients {
            client.reply(me, Reply::Loaded(result.clone()));
        }
        // ANCHOR_END: cut_fetch => // TODO fetch: keep the value, if there is one and it is current; who waits for this load?
        // ANCHOR_END: cut_fetch => let _ = (clients, result, me);
        // ANCHOR_END: cut_fetch => todo!("fetch: the end of a load");
    }
    // ANCHOR_END: fetch
}
