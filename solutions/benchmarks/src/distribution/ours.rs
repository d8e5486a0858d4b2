//! The two programs of one measurement: one serves, one calls.

#![expect(clippy::disallowed_methods, reason = "this measures real time")]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use gen_server::{Answer, Client, GenServer, Init, start_link};
use node::{Node, Open, Options};
use process::{Config, Context, System};
use serde::{Deserialize, Serialize};
use term::{Term, term};

#[derive(Debug)]
struct Server(u64);

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Request {
    Add(u64),
}

node::by_serde!(Request);

impl GenServer for Server {
    type Args = ();
    type Call = Request;
    type Reply = u64;
    type Cast = ();
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Self(0))
    }

    async fn handle_call(
        &mut self,
        Request::Add(n): Request,
        _: Client<u64>,
        _: &mut Context,
    ) -> Answer<Self> {
        self.0 += n;
        Answer::reply(self.0)
    }
}

pub(super) fn runtime(workers: usize) -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build()?)
}

/// The program that serves, until its standard input ends.
///
/// # Errors
/// When the node cannot start.
pub fn serve(workers: usize, name: &str) -> anyhow::Result<()> {
    runtime(workers)?.block_on(async {
        let system = System::new(Config::default());
        let node = Node::start(&system, Options::new(name, "benchmark").hidden()).await?;
        system.spawn(move |mut me| async move {
            let options = gen_server::Options::named("server");
            start_link::<Open<Server>>(&mut me, (node, ()), options).await.expect("the name is free");
            println!("ready");
            me.receive::<()>().await;
        });
        tokio::task::spawn_blocking(|| std::io::stdin().lines().count()).await?;
        Ok(())
    })
}

/// The program that calls; prints the seconds it took.
///
/// # Errors
/// When a node cannot start, or a call fails.
pub fn measure(workers: usize, callers: usize, count: usize) -> anyhow::Result<()> {
    let id = std::process::id();
    let (client, server) = (format!("client{id}@127.0.0.1"), format!("server{id}@127.0.0.1"));
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["serve-distribution", &workers.to_string(), &server]);
    let mut serving = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let stdout = serving.stdout.take().context("its output is a pipe")?;
    let ready = BufReader::new(stdout).lines().next().context("the server ended")??;
    ensure!(ready == "ready", "expected ready, got {ready}");
    let seconds = runtime(workers)?.block_on(async {
        let system = System::new(Config::default());
        let node = Node::start(&system, Options::new(&client, "benchmark").hidden()).await?;
        node.connect(&server).await?;
        let each = count / callers;
        calls(&node, &server, callers, each / 10).await;
        let from = Instant::now();
        calls(&node, &server, callers, each).await;
        anyhow::Ok(from.elapsed().as_secs_f64())
    })?;
    drop(serving.stdin.take());
    serving.wait()?;
    println!("{}", serde_json::json!({ "seconds": seconds }));
    Ok(())
}

async fn calls(node: &Node, server: &str, callers: usize, each: usize) {
    let processes: Vec<_> = (0..callers)
        .map(|_| {
            let (node, server) = (node.clone(), server.to_owned());
            node.system().clone().spawn(move |mut me| async move {
                for _ in 0..each {
                    let answer =
                        node.call(&mut me, ("server", &*server), term!({:add, 1}), Duration::from_secs(5));
                    assert!(matches!(answer.await, Ok(Term::Int(_))));
                }
            })
        })
        .collect();
    for process in processes {
        node.system().join(process).await;
    }
}
