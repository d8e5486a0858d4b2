//! The store of chapter 10 on three nodes, each an OS process: writes and reads a second, and what a read costs as
//! the number of keys grows. Every read and write asks a majority.

#![expect(clippy::disallowed_methods, reason = "this measures real time")]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, ensure};
use kv_store::Store;
use kv_store::replicate::{Replica, Start};
use node::{Node, Options};
use process::{Config, System};
use term::{Atom, Term};

use super::ours::runtime;

/// Processes that read and write at the same time while the store is filled.
const MANY: usize = 64;
/// Reads and writes of each measurement.
const SAMPLE: usize = 2_000;
/// How long a node may take to become a member.
const PATIENCE: Duration = Duration::from_secs(10);

/// Measures, and prints one line for each number of keys.
///
/// # Errors
/// When a node cannot start, or a request fails.
pub fn run(quick: bool, json: bool) -> anyhow::Result<()> {
    let sizes: &[usize] = if quick { &[1_000, 10_000] } else { &[1_000, 10_000, 100_000, 1_000_000] };
    let id = std::process::id();
    let name = |which: &str| format!("{which}{id}@127.0.0.1");
    runtime(1)?.block_on(async {
        let system = System::new(Config::default());
        let node = Node::start(&system, Options::new(&name("a"), "benchmark").hidden()).await?;
        let replica = Replica::start(&node, Start::Alone, born());
        let _b = Other::start(&name("b"), &name("a"))?;
        let _c = Other::start(&name("c"), &name("a"))?;
        members(&system, replica).await?;
        if !json {
            println!("three nodes, each request asks a majority; {SAMPLE} requests, one after the other and {MANY} at once");
            let heads = ["keys", "reads/s", "writes/s", "reads/s, 64", "writes/s, 64"];
            println!("{:>10}{:>12}{:>12}{:>14}{:>14}", heads[0], heads[1], heads[2], heads[3], heads[4]);
        }
        let mut filled = 0;
        for keys in sizes {
            fill(&system, replica, filled, *keys).await;
            filled = *keys;
            let one = [rate(&system, replica, *keys, 1, Work::Read).await, rate(&system, replica, *keys, 1, Work::Write).await];
            let many =
                [rate(&system, replica, *keys, MANY, Work::Read).await, rate(&system, replica, *keys, MANY, Work::Write).await];
            if json {
                let line = serde_json::json!({"keys": keys, "reads": one[0], "writes": one[1],
                    "reads_64": many[0], "writes_64": many[1]});
                println!("{line}");
            } else {
                println!("{keys:>10}{:>12.0}{:>12.0}{:>14.0}{:>14.0}", one[0], one[1], many[0], many[1]);
            }
        }
        Ok(())
    })
}

/// A further node of the store, until its standard input ends.
///
/// # Errors
/// When it cannot start.
pub fn serve(name: &str, join: &str) -> anyhow::Result<()> {
    runtime(1)?.block_on(async {
        let system = System::new(Config::default());
        let node = Node::start(&system, Options::new(name, "benchmark").hidden()).await?;
        let replica = Replica::start(&node, Start::Join(Atom::new(join)), born());
        members(&system, replica).await?;
        println!("ready");
        tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await?;
        Ok(())
    })
}

fn born() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

/// Waits until the node is a member.
async fn members(system: &System, replica: Replica) -> anyhow::Result<()> {
    let (done, member) = tokio::sync::oneshot::channel();
    system.spawn(move |mut me| async move {
        let end = Instant::now() + PATIENCE;
        let mut standing = "";
        while standing != "member" && Instant::now() < end {
            tokio::time::sleep(Duration::from_millis(20)).await;
            standing = replica.report(&mut me).await.map_or("gone", |report| report.standing);
        }
        let _ = done.send(standing);
    });
    let standing = member.await?;
    ensure!(standing == "member", "the node did not become a member, it is {standing}");
    Ok(())
}

struct Other(Child);

impl Other {
    fn start(name: &str, join: &str) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["serve-store", name, join]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut other = Self(command.spawn()?);
        let stdout = other.0.stdout.take().context("its output is a pipe")?;
        let ready = BufReader::new(stdout).lines().next().context("the node ended")??;
        ensure!(ready == "ready", "expected ready, got {ready}");
        Ok(other)
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

#[derive(Clone, Copy)]
enum Work {
    Read,
    Write,
}

/// Requests a second, from so many processes at once.
async fn rate(system: &System, replica: Replica, keys: usize, callers: usize, work: Work) -> f64 {
    let from = Instant::now();
    let each = SAMPLE / callers;
    let step = keys / SAMPLE + 1;
    each_of(system, callers, move |caller, n| ((caller * each + n) * step % keys, work), each, replica).await;
    (each * callers) as f64 / from.elapsed().as_secs_f64()
}

/// Puts the keys from `first` to `last` into the store.
async fn fill(system: &System, replica: Replica, first: usize, last: usize) {
    let each = (last - first).div_ceil(MANY);
    each_of(system, MANY, move |caller, n| (first + caller * each + n, Work::Write), each, replica).await;
}

async fn each_of(
    system: &System,
    callers: usize,
    what: impl Fn(usize, usize) -> (usize, Work) + Copy + Send + 'static,
    each: usize,
    replica: Replica,
) {
    let callers: Vec<_> = (0..callers)
        .map(|caller| {
            system.spawn(move |mut me| async move {
                for n in 0..each {
                    let (key, work) = what(caller, n);
                    let key = Term::Int(i64::try_from(key).expect("a small number"));
                    match work {
                        Work::Read => drop(replica.get(&mut me, &key).await.expect("a majority answers")),
                        Work::Write => {
                            replica.put(&mut me, key.clone(), key).await.expect("a majority answers")
                        }
                    }
                }
            })
        })
        .collect();
    for process in callers {
        system.join(process).await;
    }
}
