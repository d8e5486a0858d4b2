//! Stage 8: one owner, and another one after it.

use global::Global;
use harness::{Net, check, sim};
use kv_store::leader;
use node::Node;

use super::nodes::{SECOND, three};

/// Whom each node takes for the owner.
fn owners(nodes: &[Node], globals: &[Global]) -> String {
    let of = |(node, global): (&Node, &Global)| {
        leader::owner(global).map_or("nobody".to_owned(), |pid| node.node_of(pid).text().to_owned())
    };
    nodes.iter().zip(globals).map(of).collect::<Vec<_>>().join(" ")
}

#[test]
fn there_is_one_owner_and_another_one_when_its_node_is_gone() {
    check("owner_not_watched", |t| {
        t.run(sim(1, |world| async move {
            let net = Net::new(&world);
            let nodes = three(&world, &net).await;
            let globals: Vec<Global> = nodes.iter().map(|node| Global::start(node).expect("one")).collect();
            tokio::time::sleep(SECOND).await;
            for (node, global) in nodes.iter().zip(&globals) {
                leader::start(node, global);
                tokio::time::sleep(SECOND).await; // the first one comes first
            }
            world.say("all", owners(&nodes, &globals));
            nodes[0].stop();
            tokio::time::sleep(SECOND * 5).await;
            world.say("b and c agree", {
                let seen = owners(&nodes[1..], &globals[1..]);
                let (one, two) = seen.split_once(' ').expect("two nodes");
                format!(
                    "the same owner: {}, it is b or c: {}",
                    one == two,
                    one == "b@beta" || one == "c@gamma"
                )
            });
        }));
        t.expect("transcript", &["a@alpha a@alpha a@alpha", "the same owner: true, it is b or c: true"]);
    });
}
