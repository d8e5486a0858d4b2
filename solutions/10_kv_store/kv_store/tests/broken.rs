//! The copy of a node ends: the node leaves, the others go on, and a new life of it knows everything again.

use std::sync::Arc;
use std::time::Duration;

use harness::{Net, World, seeds, sim};
use kv_store::replica::{Answer, Request};
use kv_store::replicate::{REPLICA, Replica, Start};
use node::{Node, Options};
use process::{Config, ExitReason, System};
use term::{Atom, Term, term};

async fn start(world: &World, net: &Net, name: &str, how: Start, born: u64) -> (Node, Replica) {
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        crash_log: Some(Arc::new(|_| {})),
        seed: born,
        ..Config::default()
    });
    let host = name.split('@').nth(1).expect("a host");
    let options = Options::new(name, "secret").on(net.host(host), &system);
    let options = Options { log: Arc::new(|_| {}), ..options };
    let node = Node::start(&system, options).await.expect("a free name");
    if let Start::Join(via) = &how {
        node.connect(via.text()).await.expect("it runs");
    }
    let replica = Replica::start(&node, how, born);
    tokio::time::sleep(Duration::from_secs(5)).await; // virtual time: it is let in, and knows everything
    (node, replica)
}

/// Asks as a process of this node.
async fn ask((node, replica): &(Node, Replica), request: Request) -> Answer {
    let (said, answer) = tokio::sync::oneshot::channel();
    let replica = *replica;
    node.system().spawn(move |mut me| async move {
        let _ = said.send(replica.ask(&mut me, request).await.expect("it answers"));
    });
    answer.await.expect("the process says it")
}

#[test]
fn a_node_whose_copy_ends_leaves_and_its_next_life_knows_everything() {
    for seed in seeds(10) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let via = || Start::Join(Atom::new("a@alpha"));
            let a = start(&world, &net, "a@alpha", Start::Alone, 1).await;
            let b = start(&world, &net, "b@beta", via(), 2).await;
            let c = start(&world, &net, "c@gamma", via(), 3).await;
            assert_eq!(ask(&b, Request::Put(term!(:k), term!(1))).await, Answer::Done, "seed {seed}");
            let system = b.0.system();
            system.exit(system.whereis(REPLICA).expect("it runs"), ExitReason::Kill);
            b.0.stopped().await;
            assert_eq!(ask(&c, Request::Put(term!(:k), term!(2))).await, Answer::Done, "seed {seed}");
            assert_eq!(a.0.list(), [Atom::new("c@gamma")], "seed {seed}");
            let b = start(&world, &net, "b@beta", via(), 4).await;
            let read = ask(&b, Request::Get(term!(:k))).await;
            assert_eq!(read, Answer::Value(Some(Term::Int(2))), "seed {seed}");
        })
        .finished();
    }
}
