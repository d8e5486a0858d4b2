//! A member of the store, as its clients see it.
//!
//! A client asks the member on its own host. Whoever leads answers; if that is another one, the request travels.
//!
//! Chapter: `kv_store`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::cluster::config;
use crate::disk::Disk;
use crate::leading::Elsewhere;
use crate::log::Log;
use crate::machine::Machine;
use crate::network::Plug;
use crate::types::{Answer, Id, Raft, Request, Ticket};
use crate::wires::Wires;

/// How long a client waits for an answer.
pub const LIMIT: Duration = Duration::from_millis(800);
/// How long a member waits for the answer of a leader before it asks again.
const PATIENCE: Duration = Duration::from_millis(150);
/// How long it waits before it asks who leads, if nobody does.
const PAUSE: Duration = Duration::from_millis(20);

/// One of the members, while its host is up.
pub struct Member {
    id: Id,
    life: u64,
    asked: AtomicU64,
    raft: Raft,
    machine: Machine,
    wires: Wires,
}

impl Member {
    /// Starts the engine on what lies on this disk. To be called on the host.
    ///
    /// # Panics
    /// When the engine does not start: the disk holds what cannot be.
    pub async fn start(id: Id, life: u64, disk: Disk, wires: Wires) -> Self {
        let machine = Machine::new(disk.clone());
        let plug = Plug { me: id, wires: wires.clone() };
        let raft = Raft::new(id, Arc::new(config()), plug, Log::new(disk), machine.clone()).await;
        let raft = raft.expect("a disk that we have written");
        Self { id, life, asked: AtomicU64::new(0), raft, machine, wires }
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// Its engine.
    #[must_use]
    pub fn raft(&self) -> &Raft {
        &self.raft
    }

    /// Its state machine.
    #[must_use]
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Asks whoever leads, again and again if need be, for 800 ms, and says in the end what is known.
    pub async fn ask(&self, request: Request) -> Answer {
        let mut handed_over = false;
        match tokio::time::timeout(LIMIT, self.seek(&request, &mut handed_over)).await {
            Ok(answer) => answer,
            Err(_) => late(&request, handed_over),
        }
    }

    /// Goes on until there is an answer. `handed_over`: from now on somebody may have the request.
    async fn seek(&self, request: &Request, handed_over: &mut bool) -> Answer {
        let ticket = self.ticket();
        let mut leader = self.raft.current_leader().await;
        loop {
            // TODO answer: nobody known: pause, ask the engine. Somebody: hand it over
            let _ = (request, &handed_over, ticket, &mut leader, PAUSE, Self::hand_over);
            todo!("answer: one attempt")
        }
    }

    /// Lets that member answer, whoever it is. No answer in time says nothing about who leads.
    async fn hand_over(&self, leader: Id, ticket: Ticket, request: Request) -> Result<Answer, Elsewhere> {
        if leader == self.id {
            return self.lead(ticket, request).await;
        }
        let ask = move |member: Arc<Member>| async move { member.lead(ticket, request).await };
        self.wires.call(self.id, leader, PATIENCE, ask).await.unwrap_or(Err(Elsewhere(None)))
    }

    fn ticket(&self) -> Ticket {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        Ticket { member: self.id, life: self.life, number }
    }
}

/// What a client hears when its time is over. `handed_over`: somebody may have the request who carries it out.
#[must_use]
pub fn late(request: &Request, handed_over: bool) -> Answer {
    // TODO answer: of which requests may nobody say that nothing happens?
    let _ = (request, handed_over);
    todo!("answer: when the time is over")
}
