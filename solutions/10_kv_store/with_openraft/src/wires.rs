//! Cables between the members of one process: letters that take their time, or get lost.
//!
//! A letter is a question that is asked at the other end. Both ways take a latency that follows from the seed. While a
//! cable is cut, what is on the way or sets out is lost, and nobody is told. Where no host is up, the letter comes back.
//!
//! Chapter: `kv_store`.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rand::Rng;
use tokio::sync::oneshot;

use crate::member::Member;
use crate::runtime::{Dice, Host, Spawner};
use crate::types::Id;

/// How long a letter travels, in microseconds: from, to.
const LATENCY: (u64, u64) = (1_000, 5_000);

// ANCHOR: trouble
/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nobody is there: the host is down. It will be so for a while.
    #[error("nobody is there")]
    Refused,
    /// The time is over. The letter is lost, or the answer is, or the answer comes too late.
    #[error("no answer in time")]
    Silence,
}
// ANCHOR_END: trouble

/// All cables. Clones are handles to the same ones.
#[derive(Clone)]
pub struct Wires {
    spawner: Spawner,
    state: Arc<Mutex<State>>,
}

struct State {
    dice: Dice,
    up: BTreeMap<Id, (Host, Arc<Member>)>,
    cut: BTreeSet<(Id, Id)>,
    /// How many letters have come back.
    refused: usize,
}

impl Wires {
    /// Cables on which nobody is yet.
    #[must_use]
    pub fn new(spawner: Spawner, seed: u64) -> Self {
        let state = State { dice: Dice::new(seed), up: BTreeMap::new(), cut: BTreeSet::new(), refused: 0 };
        Self { spawner, state: Arc::new(Mutex::new(state)) }
    }

    // ANCHOR: call
    /// Asks the member `to` something, and waits `limit` at most.
    ///
    /// # Errors
    /// If it is not up, or if there is no answer in time.
    pub async fn call<T, F, Fut>(&self, from: Id, to: Id, limit: Duration, ask: F) -> Result<T, Trouble>
    where
        T: Send + 'static,
        F: FnOnce(Arc<Member>) -> Fut + Send + 'static,
        Fut: Future<Output = T> + Send + 'static,
    {
        let (reply, heard) = oneshot::channel();
        let wires = self.clone();
        (self.spawner)(Box::pin(wires.deliver(from, to, ask, reply)));
        match tokio::time::timeout(limit, heard).await {
            Ok(Ok(said)) => said,
            Ok(Err(_lost)) => {
                tokio::time::sleep(limit).await;
                Err(Trouble::Silence)
            }
            Err(_late) => Err(Trouble::Silence),
        }
    }
    // ANCHOR_END: call

    async fn deliver<T, F, Fut>(self, from: Id, to: Id, ask: F, reply: oneshot::Sender<Result<T, Trouble>>)
    where
        T: Send + 'static,
        F: FnOnce(Arc<Member>) -> Fut + Send + 'static,
        Fut: Future<Output = T> + Send + 'static,
    {
        if !self.travels(from, to).await {
            return;
        }
        let there = self.state().up.get(&to).cloned();
        let Some((host, member)) = there else {
            self.state().refused += 1;
            if self.travels(to, from).await {
                drop(reply.send(Err(Trouble::Refused)));
            }
            return;
        };
        host.run(async move {
            let said = ask(member).await;
            if self.travels(to, from).await {
                drop(reply.send(Ok(said)));
            }
        });
    }

    /// Waits as long as a letter takes. Does it arrive?
    async fn travels(&self, from: Id, to: Id) -> bool {
        let latency = self.state().dice.gen_range(LATENCY.0..=LATENCY.1);
        let sets_out = !self.state().cut.contains(&(from, to));
        tokio::time::sleep(Duration::from_micros(latency)).await;
        sets_out && !self.state().cut.contains(&(from, to))
    }

    /// What one side sends to the other is lost from now on.
    pub fn cut(&self, one: &[Id], other: &[Id]) {
        let pairs = one.iter().flat_map(|a| other.iter().flat_map(|b| [(*a, *b), (*b, *a)]));
        self.state().cut.extend(pairs);
    }

    /// All cables are whole again.
    pub fn heal(&self) {
        self.state().cut.clear();
    }

    /// Letters to this member are read from now on.
    pub fn plug(&self, host: Host, member: Arc<Member>) {
        self.state().up.insert(member.id(), (host, member));
    }

    /// Nobody is there any more.
    pub fn unplug(&self, id: Id) -> Option<Host> {
        self.state().up.remove(&id).map(|(host, _)| host)
    }

    /// How many letters have found nobody.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.state().refused
    }

    /// Who is there, and where.
    #[must_use]
    pub fn at(&self, id: Id) -> Option<(Host, Arc<Member>)> {
        self.state().up.get(&id).cloned()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }
}
