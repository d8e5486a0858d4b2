//! Stage 8: one owner in the whole cluster, and another one when it is gone.
//!
//! Every node has a candidate. It tries to become the owner by registering itself in `global`, under one name. Exactly
//! one succeeds; the others monitor the one who has the name, and when it ends, or its node is lost, they try again.
//! Nobody is appointed and nobody votes: the name is the office.
//!
//! Behind a cut each side has an owner of its own, and when the cable is mended `global` lets one of them keep the
//! name. What the loser has promised meanwhile is lost; stage 10 is about that.
//!
//! Source: OTP, `global`; Elixir, `Process.monitor/1`. Chapter: `kv_store`.

use global::{Global, Resolver};
use node::Node;
use process::{Context, Down, Pid};
use term::{Term, term};

/// The name of the owner in the cluster.
pub const OWNER: &str = "kv_owner";

/// Starts the candidate of a node.
pub fn start(node: &Node, global: &Global) -> Pid {
    let global = global.clone();
    node.system().spawn(move |me| stand(me, global))
}

/// The owner, as far as this node knows.
#[must_use]
pub fn owner(global: &Global) -> Option<Pid> {
    global.whereis_name(OWNER)
}

// ANCHOR: stand
/// Tries to become the owner, and watches the one who is.
async fn stand(mut me: Context, global: Global) {
    loop {
        // ANCHOR: cut_leader
        let own = me.pid();
        let resolver = Resolver::random_notify();
        let _ = global.register_name(&mut me, OWNER, own, resolver).await;
        let Some(owner) = global.whereis_name(OWNER) else { continue };
        if owner == own {
            serve(&mut me).await; // until another one has the name
            continue;
        }
        let watch = me.monitor(owner);
        me.receive_if(|down: &Down| down.reference == watch).await;
        // ANCHOR_END: cut_leader => // TODO leader: try to take the name; whoever has it then is either this process (`serve`) or is watched
        // ANCHOR_END: cut_leader => let _ = (Resolver::random_notify, serve(&mut me), None::<Down>);
        // ANCHOR_END: cut_leader => todo!("leader: stand for {OWNER} {global:?}")
    }
}
// ANCHOR_END: stand

/// The owner's work, until it hears that somebody else has its name: after a cut there may have been two.
async fn serve(me: &mut Context) {
    let conflict = |term: &Term| {
        term.as_tuple().is_some_and(|parts| parts.first() == Some(&term!(:global_name_conflict)))
    };
    me.receive_if(conflict).await;
}
