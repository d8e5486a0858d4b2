//! Three nodes on three hosts of a simulated network, a client at each, cables that are cut, and a history.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{Net, Run, World, sim};
pub use judge::stages::{HOSTS, Told, partition, workload};
use judge::workload::Planned;
use judge::{Fault, Register, Reply, Request, Schedule, Verdict, Workload};
use kv_store::replica::{self, Answer};
use kv_store::replicate::{Replica, Start};
use node::{Node, Options};
use process::{Config, Context, System};
use term::{Atom, Term};

pub const NAMES: [&str; 3] = ["a@alpha", "b@beta", "c@gamma"];

/// Which core the nodes run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Core {
    Naive,
    Majority,
}

/// Runs a workload under a schedule. The same seed gives the same history.
pub fn history(seed: u64, core: Core, workload: &Workload, schedule: &Schedule) -> Told {
    let (workload, schedule) = (workload.clone(), schedule.clone());
    let run: Run<Told> = sim(seed, move |world| async move { play(world, core, workload, schedule).await });
    run.finished()
}

async fn play(world: World, core: Core, workload: Workload, schedule: Schedule) -> Told {
    let net = Net::new(&world);
    let mut nodes = Vec::new();
    for (name, host) in NAMES.iter().zip(HOSTS) {
        nodes.push(start(&world, &net, name, host).await);
    }
    for node in &nodes {
        for name in NAMES {
            node.connect(name).await.expect("all run");
        }
    }
    let told = Arc::new(Mutex::new(Told::new()));
    let mut clients = Vec::new();
    let began = world.elapsed();
    for (node, client) in nodes.iter().zip(workload.clients()) {
        let how = match core {
            Core::Naive => Start::Naive,
            Core::Majority => Start::Of(NAMES.map(Atom::new).to_vec()),
        };
        let replica = Replica::start(node, how, 1).with_limit(Duration::from_millis(800));
        let (told, clock, planned) = (told.clone(), world.clone(), workload.of(&client));
        let body = move |me| {
            ask_all(me, replica, client, planned, told, move || {
                u64::try_from((clock.elapsed() - began).as_micros()).expect("a short run")
            })
        };
        clients.push((node.system().clone(), node.system().spawn(body)));
    }
    let (clock, last) = (world.clone(), schedule.well_at(0));
    world.spawn(async move {
        for (at, fault) in last.0 {
            let at = Duration::from_micros(at) + began;
            tokio::time::sleep(at.saturating_sub(clock.elapsed())).await;
            strike(&net, &fault);
        }
    });
    for (system, client) in clients {
        system.join(client).await;
    }
    let told = told.lock().expect("nobody panics with it");
    told.clone()
}

pub async fn start(world: &World, net: &Net, name: &str, host: &str) -> Node {
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        crash_log: Some(Arc::new(|_| {})),
        seed: world.choose(1 << 30) as u64,
        ..Config::default()
    });
    let options = Options::new(name, "secret").on(net.host(host), &system);
    // Who says nothing for half a second is taken for dead.
    let options = Options { tick: Duration::from_millis(100), log: Arc::new(|_| {}), ..options };
    Node::start(&system, options).await.expect("a free name")
}

fn strike(net: &Net, fault: &Fault) {
    let names = |hosts: &[String]| hosts.iter().map(String::clone).collect::<Vec<_>>();
    match fault {
        Fault::Cut(one, other) => {
            let (one, other) = (names(one), names(other));
            let one: Vec<&str> = one.iter().map(String::as_str).collect();
            let other: Vec<&str> = other.iter().map(String::as_str).collect();
            net.cut(&one, &other);
        }
        Fault::Heal => net.heal(),
        other => panic!("no such fault is played here: {other:?}"),
    }
}

/// A client: it thinks, asks its own node, and writes down what it hears.
async fn ask_all(
    mut me: Context,
    replica: Replica,
    client: String,
    planned: Vec<Planned>,
    told: Arc<Mutex<Told>>,
    now: impl Fn() -> u64 + Send,
) {
    for Planned { think, key, request, .. } in planned {
        tokio::time::sleep(Duration::from_micros(think)).await;
        let term = Term::from(key.as_str());
        let asked = match &request {
            Request::Put(value) => replica::Request::Put(term, Term::from(*value)),
            Request::Delete => replica::Request::Delete(term),
            _ => replica::Request::Get(term),
        };
        told.lock().expect("nobody panics with it").invoke(now(), &client, &key, request);
        let answer = replica.ask(&mut me, asked).await;
        let mut told = told.lock().expect("nobody panics with it");
        match answer {
            Ok(Answer::Done) => told.returned(now(), &client, Reply::Done),
            Ok(Answer::Value(value)) => {
                let value = value.and_then(|value| u64::try_from(value.as_int()?).ok());
                told.returned(now(), &client, Reply::Value(value));
            }
            Ok(Answer::Unavailable) => told.failed(now(), &client),
            _ => told.unknown(&client),
        }
    }
}

/// On how many of twenty seeds all answers fit together.
pub fn linearizable(core: Core, cut: bool) -> usize {
    let right = |seed: &u64| {
        let schedule = if cut { partition(*seed) } else { Schedule::default() };
        let told = history(*seed, core, &workload(*seed), &schedule);
        matches!(judge::check(&told, &Register::default()), Verdict::Linearizable { .. })
    };
    (1..=20).filter(right).count()
}
