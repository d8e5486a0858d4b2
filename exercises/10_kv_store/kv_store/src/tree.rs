//! All of one node: partitions, registry, owners, and those who tell of changes, under one supervisor.
//!
//! Chapter: `kv_store`.

use gen_server::{Options, StartError};
use pg::Scope;
use process::Context;
use supervisor::{ChildSpec, Flags};
use table::Tables;

use crate::keeper::Keeper;
use crate::owner::Owner;
use crate::route::Routed;
use crate::store::Partition;
use crate::watch::{Announcer, scope_name};

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
    let mut children = tellers(name);
    children.extend(store.children());
    supervisor::start_link(me, children, Flags::default(), Options::named(name)).await?;
    Ok(store)
}

impl Partition {
    /// The two children of a supervisor, in the order in which they start. Each may crash alone.
    #[must_use]
    pub fn children(&self) -> Vec<ChildSpec> {
        vec![self.keeper_spec(), self.owner_spec()]
    }

    pub(crate) fn keeper_spec(&self) -> ChildSpec {
        let name = self.keeper_name();
        ChildSpec::server::<Keeper>(name.as_str(), self.clone(), Options::named(name.as_str()))
    }

    pub(crate) fn owner_spec(&self) -> ChildSpec {
        ChildSpec::server::<Owner>(
            format!("{}.owner", self.name()),
            self.clone(),
            self.owner_address().options(),
        )
    }
}

/// The two children that tell of the changes of a store. Each may crash alone.
#[must_use]
pub fn tellers(store: &str) -> Vec<ChildSpec> {
    vec![Scope::child_spec(&scope_name(store)), announcer(store)]
}

/// The announcer alone: the scope may be that of another store.
#[must_use]
pub fn announcer(store: &str) -> ChildSpec {
    let name = format!("{store}.announcer");
    let announcer = Announcer { scope: scope_name(store).into() };
    ChildSpec::server::<Announcer>(name.as_str(), announcer, Options::named(name.as_str()))
}
