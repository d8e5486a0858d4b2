//! All of one node: partitions, registry, owners, and those who tell of changes, under one supervisor.
//!
//! Chapter: `kv_store`.

use process::Context;
use supervisor::{Flags, Options, StartError};
use table::Tables;

use crate::route::Routed;
use crate::watch;

/// Starts the store of one node, linked with this process.
///
/// # Errors
/// When its name is taken.
pub async fn start_link(
    me: &mut Context,
    tables: &Tables,
    name: &str,
    partitions: usize,
) -> Result<Routed, StartError> {
    let store = Routed::new(me.system(), tables, name, partitions);
    let mut children = watch::children(name);
    children.extend(store.children());
    supervisor::start_link(me, children, Flags::default(), Options::named(name)).await?;
    Ok(store)
}
