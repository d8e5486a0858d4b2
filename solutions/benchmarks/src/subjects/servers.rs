//! The workbook's GenServer. What it adds to the kernel is the price of the behaviour.

use gen_server::{Answer, Client, GenServer, Init, Next, Options, Server, start};
use process::Context;

use super::kernel::in_process;
use super::{CountsItsEnd, Spawning, clock, started, warm_up};
use crate::work::Sample;

/// A server that counts.
#[derive(Debug)]
pub struct Counter {
    total: u64,
    _end: CountsItsEnd,
}

#[derive(Debug)]
pub struct Add(u64);

#[derive(Debug)]
pub struct Get;

impl GenServer for Counter {
    type Args = ();
    type Call = Get;
    type Reply = u64;
    type Cast = Add;
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        started();
        Init::ok(Self { total: 0, _end: CountsItsEnd })
    }

    async fn handle_call(&mut self, _: Get, _: Client<u64>, _: &mut Context) -> Answer<Self> {
        Answer::reply(self.total)
    }

    async fn handle_cast(&mut self, Add(n): Add, _: &mut Context) -> Next<Self> {
        self.total += n;
        Next::Receive
    }
}

/// Each start waits for the word of `init`, as `GenServer.start` does.
pub async fn spawn(n: usize) -> Sample {
    in_process(move |mut me| async move {
        let spawning = Spawning::begin();
        let mut servers = Vec::with_capacity(n);
        for _ in 0..n {
            servers.push(server(&mut me).await);
        }
        let sample = spawning.all_wait(n).await;
        drop(servers);
        sample
    })
    .await
}

pub async fn call(n: usize) -> Sample {
    in_process(move |mut me| async move {
        let server = server(&mut me).await;
        for _ in 0..warm_up(n) {
            get(&mut me, server).await;
        }
        let start = clock();
        for _ in 0..n {
            get(&mut me, server).await;
        }
        Sample::new(start.elapsed())
    })
    .await
}

pub async fn cast(n: usize) -> Sample {
    in_process(move |mut me| async move {
        let server = server(&mut me).await;
        let warm = warm_up(n);
        add(&mut me, server, warm).await;
        let start = clock();
        let total = add(&mut me, server, n).await;
        assert_eq!(total, (n + warm) as u64);
        Sample::new(start.elapsed())
    })
    .await
}

async fn server(me: &mut Context) -> Server<Counter> {
    start::<Counter>(me, (), Options::default()).await.expect("the server starts")
}

/// With the five seconds of every call.
async fn get(me: &mut Context, server: Server<Counter>) -> u64 {
    server.call(me, Get).await.expect("the server replies")
}

async fn add(me: &mut Context, server: Server<Counter>, n: usize) -> u64 {
    for _ in 0..n {
        server.cast(me, Add(1));
    }
    server.call_within(me, Get, None).await.expect("the server replies")
}
