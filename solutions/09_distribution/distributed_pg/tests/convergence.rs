//! Three nodes over a simulated network: after joins, leaves, deaths, cuts and heals in any order all scopes see the
//! same members, and no dead one.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use distributed_pg::{Scope, start_link};
use harness::{Net, Rng, World, seeds, sim};
use node::{Node, Options};
use process::{Config, Context, ExitReason, Pid, System};
use term::Term;

const NAMES: [&str; 3] = ["a@alpha", "b@beta", "c@gamma"];
const GROUPS: [&str; 3] = ["lobby", "attic", "cellar"];

/// A member as all nodes call it.
type Name = (&'static str, u32, u32);

struct Site {
    node: Node,
    scope: Scope,
    /// What this node's processes are in, by our own account.
    members: Vec<(&'static str, Pid)>,
    workers: Vec<Pid>,
}

async fn start(world: &World, net: &Net, name: &'static str) -> Site {
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
    let inside = node.clone();
    system.spawn(move |mut me| async move {
        start_link(&mut me, &inside, "chat").await.expect("the name is free");
        me.receive::<()>().await;
    });
    world.settle().await;
    let scope = Scope::whereis(&system, "chat").expect("it runs");
    Site { node, scope, members: Vec::new(), workers: Vec::new() }
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

impl Site {
    async fn act(&mut self, rng: &mut Rng) {
        let scope = self.scope;
        let group = GROUPS[rng.below(GROUPS.len())];
        match rng.below(4) {
            0 | 1 => {
                if self.workers.len() < 4 {
                    self.workers
                        .push(self.node.system().spawn(|mut me| async move { me.receive::<()>().await }));
                }
                let pid = self.workers[rng.below(self.workers.len())];
                self.members.push((group, pid));
                run(&self.node, move |mut me| async move {
                    scope.join(&mut me, group, [pid]).await.expect("it answers");
                })
                .await;
            }
            2 if !self.members.is_empty() => {
                let (group, pid) = self.members.swap_remove(rng.below(self.members.len()));
                run(&self.node, move |mut me| async move {
                    scope.leave(&mut me, group, [pid]).await.expect("it is a member");
                })
                .await;
            }
            3 if !self.workers.is_empty() => {
                let pid = self.workers.swap_remove(rng.below(self.workers.len()));
                self.members.retain(|(_, member)| *member != pid);
                run(&self.node, move |me| async move { me.exit(pid, ExitReason::Kill) }).await;
            }
            _ => {}
        }
    }

    fn name(&self, pid: Pid) -> Name {
        (self.node.node_of(pid).text(), pid.id(), pid.serial())
    }

    /// What this node's scope says, in order.
    async fn seen(&self) -> BTreeMap<String, Vec<Name>> {
        let (scope, site) = (self.scope, self.node.clone());
        let (answer, seen) = tokio::sync::oneshot::channel();
        run(&self.node, move |mut me| async move {
            let mut all = Vec::new();
            for group in scope.which_groups(&mut me).await.expect("it answers") {
                let pids: Vec<Pid> = scope.get_members(&mut me, group.clone()).await.expect("it answers");
                all.push((group, pids));
            }
            answer.send(all).expect("somebody waits");
            drop(site);
        })
        .await;
        let groups: Vec<(Term, Vec<Pid>)> = seen.await.expect("an answer");
        let sorted = groups.into_iter().map(|(group, pids)| {
            let mut names: Vec<Name> = pids.into_iter().map(|pid| self.name(pid)).collect();
            names.sort_unstable();
            (group.to_string(), names)
        });
        sorted.collect()
    }
}

async fn connect(sites: &[Site]) {
    for (at, site) in sites.iter().enumerate() {
        for other in &NAMES[at + 1..] {
            site.node.connect(other).await.expect("it runs");
        }
    }
}

/// Joins, leaves, deaths, cuts and heals, in an order that follows from the seed.
async fn disturb(net: &Net, sites: &mut [Site], rng: &mut Rng) {
    for _ in 0..40 {
        match rng.below(10) {
            0 => net.cut(&["alpha"], &["beta"]),
            1 => net.cut(&["gamma"], &["alpha", "beta"]),
            2 => net.heal(),
            3 => {
                net.heal();
                let (one, other) = (rng.below(3), NAMES[rng.below(3)]);
                let _ = sites[one].node.connect(other).await; // a dead connection may still be mourned
            }
            4 => drop(sites[rng.below(3)].node.disconnect(NAMES[rng.below(3)])),
            _ => {
                let at = rng.below(3);
                sites[at].act(rng).await;
            }
        }
        tokio::time::sleep(Duration::from_millis(rng.below(20_000) as u64)).await;
    }
}

/// Who is in which group by the account of these sites themselves.
fn own_account(sites: &[Site]) -> BTreeMap<String, Vec<Name>> {
    let mut account: BTreeMap<String, Vec<Name>> = BTreeMap::new();
    for site in sites {
        for (group, pid) in &site.members {
            account.entry(Term::from(*group).to_string()).or_default().push(site.name(*pid));
        }
    }
    account.values_mut().for_each(|names| names.sort_unstable());
    account
}

#[test]
fn healed_scopes_see_the_same_members_and_lonely_ones_their_own() {
    for seed in seeds(20) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let mut sites = Vec::new();
            for name in NAMES {
                sites.push(start(&world, &net, name).await);
            }
            connect(&sites).await;
            let mut rng = Rng::new(seed);
            for _ in 0..3 {
                disturb(&net, &mut sites, &mut rng).await;
                net.heal();
                tokio::time::sleep(Duration::from_secs(120)).await; // what is dead is noticed
                connect(&sites).await;
                tokio::time::sleep(Duration::from_secs(5)).await;
                let all = own_account(&sites);
                for site in &sites {
                    assert_eq!(site.node.list().len(), 2, "seed {seed}");
                    assert_eq!(site.seen().await, all, "seed {seed}, as {:?} sees it", site.node);
                }
                net.cut(&["alpha"], &["beta", "gamma"]);
                net.cut(&["beta"], &["gamma"]);
                tokio::time::sleep(Duration::from_secs(120)).await;
                for site in &sites {
                    let own = own_account(std::slice::from_ref(site));
                    assert_eq!(site.seen().await, own, "seed {seed}, as {:?} sees it alone", site.node);
                }
            }
        })
        .finished();
    }
}
