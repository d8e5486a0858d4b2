//! Checks of `kv_store`, stage by stage. Each step is a module, each claim a test.

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

#[path = "checks/desk.rs"]
mod desk;

// ---- stage 1
#[path = "checks/kinds.rs"]
mod kinds;

// ---- stages 6 to 12
