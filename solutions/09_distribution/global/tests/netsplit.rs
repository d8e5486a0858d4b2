//! Three nodes over a simulated network: names of both sides of a netsplit have one owner after it.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use global::{Global, LockId, Resolver, Retries};
use harness::{Net, World, seeds, sim};
use node::{Node, Options};
use process::{Config, Context, ExitReason, Pid, System};
use term::{Term, term};

const NAMES: [&str; 3] = ["a@alpha", "b@beta", "c@gamma"];

async fn start(world: &World, net: &Net, name: &str) -> (Node, Global) {
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        crash_log: Some(Arc::new(|_| {})),
        seed: world.choose(1 << 30) as u64,
        ..Config::default()
    });
    let host = name.split('@').nth(1).expect("a host");
    let options = Options::new(name, "secret").on(net.host(host), &system);
    let options = Options { log: Arc::new(|_| {}), ..options };
    let node = Node::start(&system, options).await.expect("a free name");
    let global = Global::start(&node).expect("the first one");
    (node, global)
}

/// Runs code as a process of a node and waits for its end.
async fn run<F, Fut>(node: &Node, code: F)
where
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let process = node.system().spawn(code);
    assert_eq!(node.system().join(process).await, ExitReason::Normal);
}

async fn connect(nodes: &[(Node, Global)]) {
    for (at, (node, _)) in nodes.iter().enumerate() {
        for other in &NAMES[at + 1..] {
            node.connect(other).await.expect("it runs");
        }
    }
    for (node, global) in nodes {
        let global = global.clone();
        run(node, |mut me| async move { global.sync(&mut me).await.expect("it runs") }).await;
        assert_eq!(node.list().len(), 2);
    }
}

/// A process that keeps what it is told, and gives it out under a name of its node.
fn keeper(node: &Node) -> Pid {
    node.system().spawn(|mut me| async move {
        me.register("keeper").expect("one for each node");
        let mut heard = Vec::new();
        loop {
            let message: Term = me.receive().await;
            match message.as_tuple() {
                Some([word, Term::Pid(who)]) if *word == term!(:heard) => {
                    me.send(*who, std::mem::take(&mut heard));
                }
                _ => heard.push(message),
            }
        }
    })
}

// ANCHOR: register
async fn register(node: &Node, global: &Global, name: &'static str, keeper: Pid) {
    let global = global.clone();
    run(node, move |mut me| async move {
        let yes = global.register_name(&mut me, name, keeper, Resolver::rule("test", "least")).await;
        assert_eq!(yes, Ok(true));
    })
    .await;
}
// ANCHOR_END: register

#[test]
fn one_owner_after_a_netsplit_and_the_loser_is_told() {
    for seed in seeds(50) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let mut nodes = Vec::new();
            for name in NAMES {
                let (node, global) = start(&world, &net, name).await;
                // The name goes to the node of the greater name.
                global.insert_rule("test", "least", |_, a, b| Some(if a.node > b.node { a } else { b }));
                nodes.push((node, global));
            }
            connect(&nodes).await;
            let keepers: Vec<Pid> = nodes.iter().map(|(node, _)| keeper(node)).collect();
            net.cut(&["alpha"], &["beta", "gamma"]);
            tokio::time::sleep(Duration::from_secs(120)).await;
            assert_eq!(nodes[0].0.list(), []);
            register(&nodes[0].0, &nodes[0].1, "shop", keepers[0]).await;
            register(&nodes[1].0, &nodes[1].1, "shop", keepers[1]).await;
            assert_eq!(
                nodes[2].1.whereis_name("shop").map(|pid| nodes[2].0.node_of(pid).text()),
                Some("b@beta")
            );
            net.heal();
            connect(&nodes).await;
            tokio::time::sleep(Duration::from_secs(1)).await;
            for (node, global) in &nodes {
                let owner = global.whereis_name("shop").map(|pid| node.node_of(pid).text());
                assert_eq!(owner, Some("b@beta"), "seed {seed}, seen by {node:?}");
            }
            for (at, (node, _)) in nodes.iter().enumerate() {
                let keeper = keepers[at];
                run(node, move |mut me| async move {
                    me.send(keeper, term!({:heard, (me.pid())}));
                    let heard: Vec<Term> = me.receive().await;
                    let told = vec![term!({:global_name_conflict, "shop"})];
                    assert_eq!(heard, if at == 0 { told } else { Vec::new() }, "seed {seed}, node {at}");
                })
                .await;
            }
        })
        .finished();
    }
}

#[test]
fn a_name_goes_with_its_process_and_with_its_node() {
    for seed in seeds(20) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let mut nodes = Vec::new();
            for name in NAMES {
                nodes.push(start(&world, &net, name).await);
            }
            connect(&nodes).await;
            let keepers: Vec<Pid> = nodes.iter().map(|(node, _)| keeper(node)).collect();
            register(&nodes[0].0, &nodes[0].1, "first", keepers[0]).await;
            register(&nodes[1].0, &nodes[1].1, "second", keepers[1]).await;
            let seen = |at: usize| nodes[at].1.registered_names();
            world.settle().await;
            for at in 0..3 {
                assert_eq!(seen(at), [term!("first"), term!("second")], "seed {seed}");
            }
            let global = nodes[2].1.clone();
            run(&nodes[2].0, move |me| async move {
                global.send(&me, "first", term!(:hello)).expect("it has an owner");
            })
            .await;
            nodes[0].0.system().exit(keepers[0], ExitReason::Kill);
            tokio::time::sleep(Duration::from_secs(1)).await;
            for at in 0..3 {
                assert_eq!(seen(at), [term!("second")], "seed {seed}");
            }
            nodes[1].0.stop();
            tokio::time::sleep(Duration::from_secs(1)).await;
            for at in [0, 2] {
                assert_eq!(seen(at), [], "seed {seed}");
            }
        })
        .finished();
    }
}

#[test]
fn a_node_without_its_name_server_leaves_and_the_others_go_on() {
    for seed in seeds(20) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let mut nodes = Vec::new();
            for name in NAMES {
                nodes.push(start(&world, &net, name).await);
            }
            connect(&nodes).await;
            let system = nodes[2].0.system();
            system.exit(system.whereis("global_name_server").expect("it runs"), ExitReason::Kill);
            world.settle().await;
            let keeper = keeper(&nodes[0].0);
            register(&nodes[0].0, &nodes[0].1, "shop", keeper).await;
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert_eq!((nodes[0].0.list().len(), nodes[2].0.list().len()), (1, 0), "seed {seed}");
            assert_eq!(nodes[1].1.registered_names(), [term!("shop")], "seed {seed}");
        })
        .finished();
    }
}

#[test]
fn a_lock_is_on_all_nodes_or_on_none() {
    for seed in seeds(20) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let mut nodes = Vec::new();
            for name in NAMES {
                nodes.push(start(&world, &net, name).await);
            }
            connect(&nodes).await;
            let counter = Arc::new(std::sync::Mutex::new((0, 0)));
            let mut all = Vec::new();
            for (node, global) in nodes.clone() {
                let (counter, system) = (Arc::clone(&counter), node.system().clone());
                let worker = node.system().spawn(move |mut me| async move {
                    let everywhere = global.all_nodes();
                    for _ in 0..5 {
                        let id = LockId::new(term!(:till), me.pid());
                        let counter = Arc::clone(&counter);
                        let done = global
                            .trans(&mut me, &id, &everywhere, Retries::Infinity, || async move {
                                let inside = {
                                    let mut counter = counter.lock().expect("nobody panics");
                                    counter.0 += 1;
                                    counter.0
                                };
                                tokio::time::sleep(Duration::from_millis(20)).await;
                                let mut counter = counter.lock().expect("nobody panics");
                                *counter = (counter.0 - 1, counter.1 + 1);
                                inside
                            })
                            .await;
                        assert_eq!(done, Some(1), "seed {seed}: two are inside");
                    }
                });
                all.push((system, worker));
            }
            for (system, worker) in all {
                assert_eq!(system.join(worker).await, ExitReason::Normal);
            }
            assert_eq!(counter.lock().expect("nobody panics").1, 15);
        })
        .finished();
    }
}
