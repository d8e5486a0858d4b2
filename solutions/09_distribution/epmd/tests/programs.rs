//! Programs with nodes on one host, in the simulated network: they come, go and crash, and the names are right.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use epmd::{
    DEFAULT_PORT, Entry, Error, PATIENCE, Registration, Server, ensure, names, port_please, register,
};
use harness::{Net, Rng, World, seeds, sim};
use network::Network;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, sleep};

const MS: fn(u64) -> Duration = Duration::from_millis;

/// A program on the host: its node, and the port mapper if it had to start one.
struct Program {
    server: Option<Server>,
    node: Registration,
}

async fn program(world: &World, network: &Arc<dyn Network>, name: &str, last: u32) -> Program {
    let server =
        ensure(network, "localhost", DEFAULT_PORT, last, &world.spawner()).await.expect("one listens");
    let entry = Entry::visible(name, 4711);
    let node = register(network, "localhost", DEFAULT_PORT, &entry).await.expect("the name is free");
    Program { server, node }
}

async fn listed(network: &Arc<dyn Network>, host: &str) -> Vec<String> {
    let names = names(network, host, DEFAULT_PORT).await.expect("the port mapper answers");
    names.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn of_programs_that_start_at_once_one_has_the_port_mapper() {
    for seed in seeds(100) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (alpha, beta) = (net.host("alpha"), net.host("beta"));
            let (a, b, c) = tokio::join!(
                program(&world, &alpha, "a", 100),
                program(&world, &alpha, "b", 200),
                program(&world, &alpha, "c", 300)
            );
            let mut programs = vec![a, b, c];
            assert_eq!(programs.iter().filter(|program| program.server.is_some()).count(), 1);
            assert_eq!(listed(&beta, "alpha").await, ["a", "b", "c"]);

            // The one that has it ends. The others hear of it, and one of them steps in.
            let at = programs.iter().position(|program| program.server.is_some()).expect("one has it");
            drop(programs.remove(at));
            for program in &mut programs {
                program.node.lost().await;
            }
            let before: Vec<u32> = programs.iter().map(|program| program.node.creation()).collect();
            let (d, e) = tokio::join!(program(&world, &alpha, "d", 400), program(&world, &alpha, "e", 500));
            assert_eq!([&d, &e].iter().filter(|program| program.server.is_some()).count(), 1);
            assert_eq!(listed(&beta, "alpha").await, ["d", "e"]);
            assert!(!before.contains(&d.node.creation()) && !before.contains(&e.node.creation()));
        })
        .finished();
    }
}

#[test]
fn a_name_has_one_holder_at_most_whoever_comes_and_goes() {
    for seed in seeds(100) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let alpha = net.host("alpha");
            let _server =
                Server::start(&alpha, "alpha", DEFAULT_PORT, 9, &world.spawner()).await.expect("a port");
            let holders = Arc::new(Mutex::new(BTreeSet::new()));
            let creations = Arc::new(Mutex::new(BTreeSet::new()));
            for n in 0..10 {
                let (world, alpha) = (world.clone(), alpha.clone());
                let (holders, creations) = (holders.clone(), creations.clone());
                world.spawn(async move {
                    let mut rng = Rng::new(seed * 100 + n);
                    for _ in 0..10 {
                        let name = ["a", "b", "c"][rng.below(3)];
                        let entry = Entry::hidden(name, 1000 + n as u16);
                        match register(&alpha, "alpha", DEFAULT_PORT, &entry).await {
                            Ok(node) => {
                                assert!(
                                    holders.lock().expect("no panic").insert(name),
                                    "{name} is held twice"
                                );
                                assert!(creations.lock().expect("no panic").insert(node.creation()));
                                sleep(MS(1 + rng.below(50) as u64)).await;
                                let found = port_please(&alpha, "alpha", DEFAULT_PORT, name).await;
                                assert_eq!(found, Ok(Some(entry)));
                                holders.lock().expect("no panic").remove(name);
                            }
                            Err(error) => assert_eq!(error, Error::Taken(name.to_owned())),
                        }
                        sleep(MS(rng.below(20) as u64)).await;
                    }
                });
            }
            sleep(MS(60_000)).await;
            assert!(creations.lock().expect("no panic").len() > 10, "some had their names");
            assert!(listed(&alpha, "alpha").await.is_empty(), "all have gone");
        })
        .finished();
    }
}

#[test]
fn a_crash_of_the_host_ends_its_names_and_the_next_life_begins_without() {
    for seed in seeds(100) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (alpha, beta) = (net.host("alpha"), net.host("beta"));
            let mut a = program(&world, &alpha, "a", 100).await;
            net.crash("alpha");
            a.node.lost().await;
            assert_eq!(names(&beta, "alpha", DEFAULT_PORT).await, Err(Error::NobodyListens));
            drop(a.server);
            let again = program(&world, &alpha, "a", 200).await;
            assert_ne!(again.node.creation(), a.node.creation());
            assert_eq!(listed(&beta, "alpha").await, ["a"]);
        })
        .finished();
    }
}

#[test]
fn whoever_asks_over_a_cut_is_told_in_time_and_what_is_no_epmd_is_told_as_such() {
    for seed in seeds(20) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (alpha, beta) = (net.host("alpha"), net.host("beta"));
            let _server =
                ensure(&alpha, "alpha", DEFAULT_PORT, 0, &world.spawner()).await.expect("the port is free");
            net.cut(&["alpha"], &["beta"]);
            let start = Instant::now();
            let answer = names(&beta, "alpha", DEFAULT_PORT).await;
            assert!(matches!(answer, Err(Error::NotEpmd(_))), "{answer:?}");
            assert_eq!(start.elapsed(), PATIENCE);
            net.heal();

            let mut listener = beta.listen("beta", DEFAULT_PORT).await.expect("the port is free");
            world.spawn(async move {
                while let Ok(mut stream) = listener.accept().await {
                    let _ = stream.read(&mut [0; 64]).await;
                    let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
                }
            });
            let ensured = ensure(&beta, "beta", DEFAULT_PORT, 0, &world.spawner()).await;
            assert!(matches!(ensured, Err(Error::NotEpmd(_))), "{ensured:?}");
            let registered = register(&alpha, "beta", DEFAULT_PORT, &Entry::visible("a", 1)).await;
            assert!(matches!(registered, Err(Error::NotEpmd(_))), "{registered:?}");
        })
        .finished();
    }
}
