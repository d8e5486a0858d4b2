//! What stages 6 to 8 need: three connected nodes, and code that runs as a process of one.

use std::future::Future;
use std::time::Duration;

use harness::{Net, World};
use kv_store::replica::Name;
use node::Node;
use process::Context;
use term::Atom;

use super::hosts::{HOSTS, NAMES, start};

pub const SECOND: Duration = Duration::from_secs(1);

pub fn name(text: &str) -> Name {
    Atom::new(text)
}

/// Runs code as a process of a node, and waits for its end.
pub async fn run<F, Fut>(node: &Node, code: F)
where
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let process = node.system().spawn(code);
    node.system().join(process).await;
}

/// Three nodes, all connected.
pub async fn three(world: &World, net: &Net) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (name, host) in NAMES.iter().zip(HOSTS) {
        nodes.push(start(world, net, name, host).await);
    }
    for node in &nodes {
        for name in NAMES {
            node.connect(name).await.expect("all run");
        }
    }
    nodes
}
