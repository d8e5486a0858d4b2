//! Stage 7: ask where it lies.

use harness::{Net, check, sim};
use kv_store::remote;
use kv_store::replica::{Name, Request};
use kv_store::replicate::{Replica, Start};
use node::Node;
use term::{Term, term};

use super::hosts::NAMES;
use super::nodes::{SECOND, name, run, three};

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

/// Puts a key into the copy of one node.
async fn remote_put(node: &Node, key: Term, value: Term) {
    let replica = node.system().whereis("kv_replica").expect("it runs");
    run(node, move |mut me| async move {
        let request = (Request::Put(key, value), SECOND);
        let _ = me.call::<kv_store::replica::Answer>(replica, request, Some(SECOND)).await;
    })
    .await;
}
