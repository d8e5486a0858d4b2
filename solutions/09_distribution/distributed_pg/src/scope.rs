//! What callers use. A scope is a world of groups of its own, on all nodes where it runs; it is asked as the scope of
//! one node is.
//!
//! Source: OTP, `pg`. Chapter: `distribution`.
//!
//! Differs: OTP's readers look into a table of the scope themselves; here they ask the scope.

use gen_server::{Options, StartError};
use node::Node;
use pg::ScopeOf;
use process::Context;
use term::Atom;

use crate::shell::Shell;

/// A scope, as others see it. Each scope answers for the processes of its own node: only they join and leave here,
/// and when `join` returns, the other nodes have been told.
pub type Scope = ScopeOf<Shell>;

/// Starts a scope that is linked with this process and registered under its name. It looks for the same scope on all
/// nodes to which there are connections, and on each that comes; hidden nodes are not asked.
///
/// # Errors
/// When the name is taken.
pub async fn start_link(me: &mut Context, node: &Node, name: &str) -> Result<Scope, StartError> {
    let args = (node.clone(), Atom::new(name));
    gen_server::start_link::<Shell>(me, args, Options::named(name)).await.map(Scope::new)
}
