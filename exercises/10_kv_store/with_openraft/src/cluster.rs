//! Three members in one process, and what may happen to them.
//!
//! Chapter: `kv_store`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use openraft::{Config, SnapshotPolicy};
use tokio::sync::oneshot;

use crate::disk::Disk;
use crate::member::{Member, late};
use crate::runtime::{Host, Spawner};
use crate::types::{Answer, Id, Request};
use crate::wires::Wires;

/// Their numbers.
pub const MEMBERS: [Id; 3] = [0, 1, 2];

/// All members. Clones are handles to the same ones.
#[derive(Clone)]
pub struct Cluster {
    spawner: Spawner,
    wires: Wires,
    disks: BTreeMap<Id, Disk>,
    lives: Arc<AtomicU64>,
    seed: u64,
}

impl Cluster {
    /// Starts them; the first one is elected. All know that when this returns.
    ///
    /// # Panics
    /// When there is no leader within a minute.
    pub async fn start(spawner: Spawner, seed: u64) -> Self {
        let cluster = Self {
            wires: Wires::new(spawner.clone(), seed),
            spawner,
            disks: MEMBERS.map(|id| (id, Disk::default())).into(),
            lives: Arc::default(),
            seed,
        };
        for id in MEMBERS {
            cluster.boot(id).await;
        }
        let (host, first) = cluster.wires.at(0).expect("it is up");
        let begin = async move { first.raft().initialize(BTreeSet::from(MEMBERS)).await };
        let _ = on(&host, begin).await;
        for id in MEMBERS {
            let (_, member) = cluster.wires.at(id).expect("it is up");
            while member.raft().current_leader().await.is_none() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        cluster
    }

    /// A client on the host of this member asks it.
    pub async fn ask(&self, id: Id, request: Request) -> Answer {
        let Some((host, member)) = self.wires.at(id) else { return late(&request, false) };
        let asked = request.clone();
        on(&host, async move { member.ask(asked).await }).await.unwrap_or_else(|| late(&request, true))
    }

    /// What one side sends to the other is lost from now on.
    pub fn cut(&self, one: &[Id], other: &[Id]) {
        self.wires.cut(one, other);
    }

    /// All cables are whole again.
    pub fn heal(&self) {
        self.wires.heal();
    }

    /// The power of this host is gone, and with it all that is not on the platter of its disk.
    pub fn crash(&self, id: Id) {
        if let Some(host) = self.wires.unplug(id) {
            host.crash();
            self.disks[&id].crash();
        }
    }

    /// The host is up again, with its disk.
    pub async fn restart(&self, id: Id) {
        if self.wires.at(id).is_none() {
            self.boot(id).await;
        }
    }

    /// Whether its host is up.
    #[must_use]
    pub fn is_up(&self, id: Id) -> bool {
        self.member(id).is_some()
    }

    /// This member, if its host is up.
    #[must_use]
    pub fn member(&self, id: Id) -> Option<Arc<Member>> {
        self.wires.at(id).map(|(_, member)| member)
    }

    /// The disk of this member, whether its host is up or not.
    #[must_use]
    pub fn disk(&self, id: Id) -> &Disk {
        &self.disks[&id]
    }

    /// How many letters have found nobody so far.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.wires.refused()
    }

    async fn boot(&self, id: Id) {
        let life = self.lives.fetch_add(1, Ordering::Relaxed);
        let host = Host::new(self.spawner.clone(), self.seed ^ (life + 1) << 32);
        let (disk, wires) = (self.disks[&id].clone(), self.wires.clone());
        let member =
            on(&host, Member::start(id, life, disk, wires)).await.expect("it does not crash while it starts");
        self.wires.plug(host, Arc::new(member));
    }
}

/// Does something on a host; `None` if it crashes meanwhile.
async fn on<T: Send + 'static>(host: &Host, body: impl Future<Output = T> + Send + 'static) -> Option<T> {
    let (end, ended) = oneshot::channel();
    host.run(async move { drop(end.send(body.await)) });
    ended.await.ok()
}

/// Short times, for letters that take 5 ms at most; snapshots early, so that a short run has some.
pub(crate) fn config() -> Config {
    Config {
        heartbeat_interval: 50,
        election_timeout_min: 150,
        election_timeout_max: 300,
        snapshot_policy: SnapshotPolicy::LogsSinceLast(10),
        max_in_snapshot_log_to_keep: 2,
        replication_lag_threshold: 12,
        ..Config::default()
    }
}
