//! The owner: it alone writes the tables, and all misses come through it.
//!
//! A change goes through here, and it does one thing more than to change the tables: it takes a load of the key that
//! runs out of `current`. Its clients still get their answer, but the cache does not keep what was true before.
//!
//! Source: OTP, `gen_server`. Chapter: `tables`.

use std::collections::BTreeMap;
use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Down, Envelope, ExitReason, Pid, Target};
use term::Term;

use crate::cache::Cache;
use crate::loads::Loaded;
use crate::shelf::Shelf;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Request {
    Fetch(Term),
    Put { key: Term, value: Term, ttl: Duration },
    Delete(Term),
    Clear,
}

/// What is answered.
#[derive(Clone, Debug)]
pub enum Reply {
    Loaded(Result<Term, ExitReason>),
    Done,
}

/// The owner's state.
#[derive(Debug)]
pub struct Owner {
    pub(crate) cache: Cache,
    pub(crate) shelf: Shelf,
    /// Every load that runs, by its process.
    pub(crate) loads: BTreeMap<Pid, Load>,
    /// The load of each key whose value will be kept.
    pub(crate) current: BTreeMap<Term, Pid>,
}

/// A load that runs, and who waits for it.
#[derive(Debug)]
pub(crate) struct Load {
    pub(crate) key: Term,
    pub(crate) clients: Vec<Client<Reply>>,
}

/// The message with which the owner wakes itself.
#[derive(Debug)]
struct Sweep;

const OURS: &str = "the tables belong to this process";

impl GenServer for Owner {
    type Args = Cache;
    type Call = Request;
    type Reply = Reply;
    type Cast = ();
    type Continue = ();

    async fn init(cache: Cache, me: &mut Context) -> Init<Self> {
        me.send_after(cache.settings.sweep_every, me.pid(), Sweep);
        match Shelf::new(&cache.tables, me, cache.settings.capacity) {
            Ok(shelf) => Init::ok(Self { cache, shelf, loads: BTreeMap::new(), current: BTreeMap::new() }),
            Err(error) => Init::Stop(error.to_string().as_str().into()),
        }
    }

    async fn handle_call(&mut self, request: Request, from: Client<Reply>, me: &mut Context) -> Answer<Self> {
        match request {
            Request::Fetch(key) => return self.fetch(key, from, me),
            Request::Put { key, value, ttl } => {
                // TODO outdated: a load of this key may run, and knows nothing of this value
                self.store(&key, &value, ttl, me);
            }
            Request::Delete(key) => {
                // TODO outdated: a load of this key may run, with what was true before
                self.shelf.remove(me, &key).expect(OURS);
            }
            Request::Clear => {
                // TODO outdated: and here?
                self.shelf.clear(me).expect(OURS);
            }
        }
        Answer::reply(Reply::Done)
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        let from = message.from();
        match message.open::<Loaded>() {
            Ok(Loaded(value)) => self.finish(from, Ok(value), me),
            Err(message) if message.is::<Sweep>() => {
                self.shelf.sweep(me, self.cache.now()).expect(OURS);
                me.send_after(self.cache.settings.sweep_every, me.pid(), Sweep);
            }
            Err(message) => {
                if let Ok(Down { target: Target::Process(load), reason, .. }) = message.open() {
                    self.finish(load, Err(reason), me);
                }
            }
        }
        Next::Receive
    }
}

impl Owner {
    /// Puts a value, alive for `ttl` from now on.
    pub(crate) fn store(&mut self, key: &Term, value: &Term, ttl: Duration, me: &Context) {
        let expires_at = self.cache.now().saturating_add(ttl);
        self.shelf.store(me, key, value, expires_at).expect(OURS);
    }
}
