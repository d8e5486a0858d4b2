//! Checks of `kv_store`, stage by stage. Each step is a module, each claim a test.

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

#[path = "checks/desk.rs"]
mod desk;

// ---- stage 1
#[path = "checks/kinds.rs"]
mod kinds;

// ---- stage 2
#[path = "checks/owner.rs"]
mod owner;

#[path = "checks/heir.rs"]
mod heir;

// ---- stage 3
#[path = "checks/parse.rs"]
mod parse;

#[path = "checks/plan.rs"]
mod plan;

#[path = "checks/pages.rs"]
mod pages;

// ---- stage 4
#[path = "checks/route.rs"]
mod route;

#[path = "checks/everywhere.rs"]
mod everywhere;

// ---- stage 5
#[path = "checks/announce.rs"]
mod announce;

#[path = "checks/watch.rs"]
mod watch;

// ---- stages 6 to 12

// ---- stages 6 to 8
#[path = "checks/nodes.rs"]
mod nodes;

#[path = "checks/cluster.rs"]
mod cluster;

#[path = "checks/remote.rs"]
mod remote;

#[path = "checks/leader.rs"]
mod leader;

// ---- stages 6 to 10
#[path = "checks/hosts.rs"]
mod hosts;

// ---- stage 9
#[path = "checks/naive.rs"]
mod naive;

// ---- stage 10
#[path = "checks/paper.rs"]
mod paper;

#[path = "checks/majority.rs"]
mod majority;

#[path = "checks/write.rs"]
mod write;

#[path = "checks/read.rs"]
mod read;

#[path = "checks/unknown.rs"]
mod unknown;

#[path = "checks/recover.rs"]
mod recover;

// ---- stage 12
#[path = "checks/beam.rs"]
mod beam;
