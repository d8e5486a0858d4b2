//! Names registered on both sides of a netsplit have exactly one owner after it, on every seed.

use global::{Cluster, Entry, Resolver, Want};
use term::{Atom, Term};

const NODES: [&str; 3] = ["a", "b", "c"];

fn settled(cluster: &Cluster, name: &str) -> Option<String> {
    let seen: Vec<Option<&str>> = NODES.iter().map(|node| cluster.whereis(node, name)).collect();
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{name}: {seen:?}");
    seen[0].map(str::to_owned)
}

#[test]
fn one_owner_after_healing_and_the_loser_is_told_on_fifty_seeds() {
    for seed in 0..50 {
        let mut cluster = Cluster::new(&NODES, seed);
        cluster.connect();
        cluster.run();
        for node in NODES {
            assert_eq!(cluster.node(node).known().count(), 2, "seed {seed}: {node}");
        }
        cluster.cut(&["a"], &["b", "c"]);
        cluster.run();
        let left = cluster.spawn("a", "left");
        let right = cluster.spawn("c", "right");
        assert!(cluster.register("shop", left, Resolver::random_notify()));
        assert!(cluster.register("shop", right, Resolver::random_notify()));
        assert_eq!(cluster.whereis("b", "shop"), Some("right"), "seed {seed}");
        cluster.heal();
        cluster.run();
        assert_eq!(settled(&cluster, "shop").as_deref(), Some("left"), "seed {seed}");
        assert_eq!(cluster.heard(), ["right: {:global_name_conflict, :shop}"], "seed {seed}");
    }
}

/// A small seeded choice.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).expect("less than n")
    }
}

#[test]
fn whatever_happens_all_nodes_agree_once_they_are_connected() {
    let nodes = ["a", "b", "c", "d"];
    let names = ["x", "y"];
    for seed in 0..300 {
        let mut cluster = Cluster::new(&nodes, seed);
        let mut dice = Dice(seed);
        let mut processes = Vec::new();
        cluster.connect();
        for _ in 0..40 {
            match dice.below(8) {
                0 => {
                    cluster.run();
                    let at = dice.below(4);
                    let (these, those): (Vec<&str>, Vec<&str>) =
                        nodes.iter().partition(|node| **node == nodes[at]);
                    cluster.cut(&these, &those);
                }
                1 => {
                    cluster.run();
                    cluster.heal();
                }
                2 if !processes.is_empty() => cluster.kill(processes.remove(dice.below(processes.len()))),
                3 => {
                    let (a, b) = (dice.below(4), dice.below(4));
                    if a != b {
                        cluster.run();
                        cluster.cut(&[nodes[a]], &[nodes[b]]);
                    }
                }
                4 | 5 => {
                    let node = nodes[dice.below(4)];
                    let process = cluster.spawn(node, "somebody");
                    let name = Term::Atom(Atom::new(names[dice.below(2)]));
                    let resolver =
                        [Resolver::random_notify(), Resolver::notify_all(), Resolver::random_exit()];
                    let resolver = resolver[dice.below(3)].clone();
                    processes.push(process);
                    cluster.want(node, Want::Register(Entry { name, process, resolver }));
                }
                _ => {}
            }
            // Cables are cut and mended while nothing else goes on; names come and go at any time.
            if dice.below(2) == 0 {
                cluster.run();
            }
        }
        // Nodes that were asked to leave come back when they are connected again.
        for _ in 0..4 {
            cluster.heal();
            cluster.run();
        }
        for node in nodes {
            let state = cluster.node(node);
            assert_eq!(
                state.known().count(),
                3,
                "seed {seed}: {node} knows {:?}",
                state.known().collect::<Vec<_>>()
            );
            assert!(state.locks().holders(&Term::Atom(Atom::new("global"))).is_none(), "seed {seed}: {node}");
            let seen = |node: &str| cluster.node(node).names().entries();
            let who = |node: &str| {
                seen(node).into_iter().map(|entry| (entry.name, entry.process)).collect::<Vec<_>>()
            };
            assert_eq!(who(node), who("a"), "seed {seed}: {node}");
            for entry in seen(node) {
                assert!(cluster.is_alive(entry.process), "seed {seed}: {entry:?}");
            }
        }
    }
}
