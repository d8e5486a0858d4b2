//! Stage 7: ask where it lies.

use harness::{Net, check, sim};
use kv_store::replica::Name;
use kv_store::{Routed, Store, remote, start_link};
use node::Node;
use table::Tables;
use term::{Term, term};
use tokio::sync::oneshot;

use super::hosts::NAMES;
use super::nodes::{SECOND, name, run, three};

#[test]
fn a_key_is_read_where_it_lies_and_no_answer_is_told_as_such() {
    check("anything_is_an_answer", |t| {
        t.run(sim(1, |world| async move {
            let net = Net::new(&world);
            let nodes = three(&world, &net).await;
            for node in &nodes[..2] {
                remote::open(node, local(node).await);
            }
            let (a, inside) = (nodes[0].clone(), world.clone());
            run(&nodes[0], move |mut me| async move {
                for (on, key) in [("b@beta", "k"), ("b@beta", "none"), ("c@gamma", "k"), ("x@beta", "k")] {
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

/// The store of stages 1 to 5 on one node. On `b` it has a row whose value is `nil`.
async fn local(node: &Node) -> Routed {
    let (started, store) = oneshot::channel();
    let (tables, at) = (Tables::new(node.system()), node.name());
    node.system().spawn(move |mut me| async move {
        let store = start_link(&mut me, &tables, "kv", 1).await.expect("it starts");
        if at == name("b@beta") {
            store.put(&mut me, term!("k"), term!(nil)).await.expect("it has an owner");
        }
        let _ = started.send(store);
        me.receive::<()>().await; // as long as it waits, the store lives
    });
    store.await.expect("it starts")
}
