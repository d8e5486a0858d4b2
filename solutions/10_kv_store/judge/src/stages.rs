//! What the stores of stages 9 to 11 are asked, and what goes wrong meanwhile: the same for all of them.
//!
//! Chapter: `kv_store`.

use crate::history::History;
use crate::nemesis::{Kind, Schedule, Trouble};
use crate::register::{Reply, Request};
use crate::workload::{Plan, Workload};

/// Where the three members are.
pub const HOSTS: [&str; 3] = ["alpha", "beta", "gamma"];

/// What the clients were told.
pub type Told = History<Request<u64>, Reply<u64>>;

/// What clients ask under this seed: three clients, 15 times each, about one key.
#[must_use]
pub fn workload(seed: u64) -> Workload {
    Workload::random(seed, &Plan { operations: 15, mix: [5, 4, 1, 0], ..Plan::default() })
}

/// One partition, somewhere in the middle.
#[must_use]
pub fn partition(seed: u64) -> Schedule {
    Schedule::random(seed, &HOSTS, &Trouble { from: 300_000, ..Trouble::default() })
}

/// One host crashes, somewhere in the middle, and comes back.
#[must_use]
pub fn crash(seed: u64) -> Schedule {
    let trouble = Trouble { kinds: vec![Kind::Crash], from: 300_000, ..Trouble::default() };
    Schedule::random(seed, &HOSTS, &trouble)
}
