//! Stages 6 to 8: nodes that see each other, ask each other, and agree on one owner.

use std::collections::BTreeMap;
use std::future::Future;
use std::time::Duration;

use global::Global;
use harness::{Net, World, check, sim};
use kv_store::cluster::Matrix;
use kv_store::replica::{Name, Request};
use kv_store::replicate::{Replica, Start};
use kv_store::{leader, remote};
use node::Node;
use process::Context;
use term::{Atom, Term, term};

use super::hosts::{HOSTS, NAMES, start};

const SECOND: Duration = Duration::from_secs(1);

fn name(text: &str) -> Name {
    Atom::new(text)
}

/// Runs code as a process of a node, and waits for its end.
async fn run<F, Fut>(node: &Node, code: F)
where
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let process = node.system().spawn(code);
    node.system().join(process).await;
}

/// Three nodes, all connected.
async fn three(world: &World, net: &Net) -> Vec<Node> {
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

mod cluster {
    use super::*;

    fn matrix(rows: &[(&str, Option<&str>)]) -> Matrix {
        let names = |text: &str| text.split_whitespace().map(name).collect();
        Matrix(rows.iter().map(|(node, sees)| (name(node), sees.map(names))).collect::<BTreeMap<_, _>>())
    }

    #[test]
    fn a_cluster_is_whole_when_every_node_sees_every_other() {
        check("silence_is_consent", |t| {
            let cases = [
                ("all see all", matrix(&[("a", Some("b c")), ("b", Some("a c")), ("c", Some("a b"))])),
                ("one sees one", matrix(&[("a", Some("b")), ("b", Some("a c")), ("c", Some("a b"))])),
                ("one is silent", matrix(&[("a", Some("b c")), ("b", Some("a c")), ("c", None)])),
                ("alone", matrix(&[("a", Some(""))])),
                ("a guest", matrix(&[("a", Some("b x")), ("b", Some("a"))])),
            ];
            for (what, matrix) in cases {
                t.line(format!("{what}: {}", if matrix.is_whole() { "whole" } else { "not whole" }));
            }
            t.suspect_if(t.lines()[1] == "one sees one: whole", "one_side_is_enough");
            t.expect(
                "transcript",
                &[
                    "all see all: whole",
                    "one sees one: not whole",
                    "one is silent: not whole",
                    "alone: whole",
                    "a guest: whole",
                ],
            );
        });
    }
}

mod remote_get {
    use super::*;

    #[test]
    fn a_key_is_read_where_it_lies_and_no_answer_is_told_as_such() {
        check("anything_is_an_answer", |t| {
            t.run(sim(1, |world| async move {
                let net = Net::new(&world);
                let nodes = three(&world, &net).await;
                for node in &nodes[..2] {
                    remote::open(node, Replica::start(node, Start::Of(vec![node.name()]), 1));
                }
                let (a, inside) = (nodes[0].clone(), world.clone());
                let b = remote_put(&nodes[1], term!("k"), term!(nil));
                b.await;
                run(&nodes[0], move |mut me| async move {
                    for (on, key) in [("b@beta", "k"), ("b@beta", "none"), ("c@gamma", "k"), ("x@beta", "k")]
                    {
                        let answer = remote::get(&a, &mut me, name(on), &Term::from(key), SECOND).await;
                        let words = match answer {
                            Ok(Some(value)) => value.to_string(),
                            Ok(None) => "no value".to_owned(),
                            Err(rpc::RpcError::Raised(_)) => "there is no such function".to_owned(),
                            Err(error) => error.to_string(),
                        };
                        inside.say("a", format!("{key} on {on}: {words}"));
                    }
                    let all: Vec<Name> = NAMES.iter().map(|one| name(one)).collect();
                    let matrix = remote::matrix(&a, &mut me, &all, SECOND).await;
                    matrix.to_string().lines().for_each(|line| inside.say("a", line));
                })
                .await;
            }));
            t.expect(
                "transcript",
                &[
                    "k on b@beta: nil",
                    "none on b@beta: no value",
                    "k on c@gamma: there is no such function",
                    "k on x@beta: noconnection",
                    "a@alpha · x x",
                    "b@beta x · x",
                    "c@gamma ? ? ·",
                ],
            );
        });
    }

    /// Puts a key into the copy of one node.
    async fn remote_put(node: &Node, key: Term, value: Term) {
        let replica = node.system().whereis("kv_replica").expect("it runs");
        run(node, move |mut me| async move {
            let request = (Request::Put(key, value), SECOND);
            let _ = me.call::<kv_store::replica::Answer>(replica, request, Some(SECOND)).await;
        })
        .await;
    }
}

mod owner {
    use super::*;

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
                let globals: Vec<Global> =
                    nodes.iter().map(|node| Global::start(node).expect("one")).collect();
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
                    format!("the same owner: {}, it is a: {}", one == two, one == "a@alpha")
                });
            }));
            t.expect("transcript", &["a@alpha a@alpha a@alpha", "the same owner: true, it is a: false"]);
        });
    }
}
