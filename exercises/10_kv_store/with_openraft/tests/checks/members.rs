//! Three members, a client at each, what goes wrong meanwhile, and a history. Workloads and partitions are those of
//! stages 9 and 10, and so is the judge.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{Run, World, sim};
pub use judge::stages::{HOSTS, Told, crash, partition, workload};
use judge::workload::Planned;
use judge::{Fault, Register, Reply, Request, Schedule, Verdict, Workload};
use term::Term;
use with_openraft::{Answer, Cluster, MEMBERS};

/// Where clients read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// As the store answers.
    Proven,
    /// In the state machine of their own member, without a question to anybody.
    OwnCopy,
}

/// Runs a workload under a schedule. The same seed gives the same history.
pub fn history(seed: u64, reads: Reads, workload: &Workload, schedule: &Schedule) -> Told {
    let (workload, schedule) = (workload.clone(), schedule.clone());
    let run: Run<Told> =
        sim(seed, move |world| async move { play(world, seed, reads, workload, schedule).await });
    run.finished()
}

async fn play(world: World, seed: u64, reads: Reads, workload: Workload, schedule: Schedule) -> Told {
    let cluster = Cluster::start(world.spawner(), seed).await;
    let told = Arc::new(Mutex::new(Told::new()));
    let began = world.elapsed();
    let (done, mut all_done) = tokio::sync::mpsc::channel::<()>(1);
    for (id, client) in MEMBERS.into_iter().zip(workload.clients()) {
        let (cluster, told, clock, planned) =
            (cluster.clone(), told.clone(), world.clone(), workload.of(&client));
        let done = done.clone();
        let now = move || u64::try_from((clock.elapsed() - began).as_micros()).expect("a short run");
        world.spawn(async move {
            ask_all(cluster, id, reads, client, planned, told, now).await;
            drop(done);
        });
    }
    drop(done);
    let (clock, last) = (world.clone(), schedule.well_at(0));
    world.spawn(async move {
        for (at, fault) in last.0 {
            let at = Duration::from_micros(at) + began;
            tokio::time::sleep(at.saturating_sub(clock.elapsed())).await;
            strike(&cluster, &fault).await;
        }
    });
    let _ = all_done.recv().await;
    let told = told.lock().expect("nobody panics with it");
    told.clone()
}

/// The member on this host.
fn id(host: &str) -> u64 {
    MEMBERS[HOSTS.iter().position(|known| *known == host).expect("one of three")]
}

async fn strike(cluster: &Cluster, fault: &Fault) {
    let ids = |hosts: &[String]| hosts.iter().map(|host| id(host)).collect::<Vec<_>>();
    match fault {
        Fault::Cut(one, other) => cluster.cut(&ids(one), &ids(other)),
        Fault::Heal => cluster.heal(),
        Fault::Crash(host) => cluster.crash(id(host)),
        Fault::Restart(host) => cluster.restart(id(host)).await,
        other => panic!("no such fault is played here: {other:?}"),
    }
}

/// A client: it thinks, asks the member on its own host, and writes down what it hears.
async fn ask_all(
    cluster: Cluster,
    member: u64,
    reads: Reads,
    client: String,
    planned: Vec<Planned>,
    told: Arc<Mutex<Told>>,
    now: impl Fn() -> u64 + Send,
) {
    for Planned { think, key, request, .. } in planned {
        tokio::time::sleep(Duration::from_micros(think)).await;
        while !cluster.is_up(member) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let term = Term::from(key.as_str());
        let asked = match &request {
            Request::Put(value) => with_openraft::Request::Put(term, Term::from(*value)),
            Request::Delete => with_openraft::Request::Delete(term),
            _ => with_openraft::Request::Get(term),
        };
        told.lock().expect("nobody panics with it").invoke(now(), &client, &key, request);
        let answer = match (&asked, cluster.member(member)) {
            (with_openraft::Request::Get(key), Some(own)) if reads == Reads::OwnCopy => {
                Answer::Value(own.machine().value(key))
            }
            _ => cluster.ask(member, asked).await,
        };
        let mut told = told.lock().expect("nobody panics with it");
        match answer {
            Answer::Done => told.returned(now(), &client, Reply::Done),
            Answer::Value(value) => {
                let value = value.and_then(|value| u64::try_from(value.as_int()?).ok());
                told.returned(now(), &client, Reply::Value(value));
            }
            Answer::Unavailable => told.failed(now(), &client),
            Answer::Unknown => told.unknown(&client),
        }
    }
}

/// On how many of twenty seeds all answers fit together.
pub fn linearizable(reads: Reads, schedule: fn(u64) -> Schedule) -> usize {
    let right = |seed: &u64| {
        let told = history(*seed, reads, &workload(*seed), &schedule(*seed));
        matches!(judge::check(&told, &Register::default()), Verdict::Linearizable { .. })
    };
    (1..=20).filter(right).count()
}

/// What a seed gives, in words: to be compared, or read.
#[allow(dead_code, reason = "no check counts on it")]
pub fn again(seed: u64, schedule: fn(u64) -> Schedule) -> String {
    history(seed, Reads::Proven, &workload(seed), &schedule(seed)).to_string()
}
