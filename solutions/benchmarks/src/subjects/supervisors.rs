//! The workbook's supervisors: how fast a child comes back, and what a hundred thousand children cost.

use std::time::Duration;

use dynamic_supervisor::{DynamicSupervisor, Flags as DynamicFlags};
use process::{Context, ExitReason, Pid};
use supervisor::{ChildSpec, Flags, Options};

use super::kernel::in_process;
use super::servers::Counter;
use super::{CountsItsEnd, Spawning, clock, ending, started, warm_up, whom};
use crate::work::Sample;

/// More restarts in a second than there will ever be.
const MAX_RESTARTS: usize = 1_000_000;
const MAX_SECONDS: u64 = 1;

/// What a child says first in each life.
#[derive(Debug)]
struct Lives(Pid);

/// A supervisor that is given all its children when it starts.
pub async fn restart(n: usize, children: usize) -> Sample {
    in_process(move |mut me| async move {
        let specs = (0..children).map(|at| child(format!("child {at}"), me.pid())).collect();
        let flags = Flags { max_restarts: MAX_RESTARTS, max_seconds: MAX_SECONDS, ..Flags::default() };
        supervisor::start_link(&mut me, specs, flags, Options::default()).await.expect("it starts");
        lives(&mut me, n, children).await
    })
    .await
}

/// A dynamic supervisor that is asked for each child.
pub async fn restart_dynamic(n: usize, children: usize) -> Sample {
    in_process(move |mut me| async move {
        let supervisor = start_dynamic(&mut me).await;
        let spec = child("child".to_owned(), me.pid());
        start_all(&mut me, supervisor, &spec, children).await;
        lives(&mut me, n, children).await
    })
    .await
}

/// Children that are plain processes.
pub async fn processes(n: usize) -> Sample {
    let child = ChildSpec::process("child", |mut me: Context| async move {
        let _end = CountsItsEnd;
        started();
        loop {
            me.next().await;
        }
    });
    children(n, child).await
}

/// Children that are servers: each start waits for the word of `init`.
pub async fn servers(n: usize) -> Sample {
    children(n, ChildSpec::server::<Counter>("child", (), Options::default())).await
}

async fn children(n: usize, child: ChildSpec) -> Sample {
    in_process(move |mut me| async move {
        let supervisor = start_dynamic(&mut me).await;
        let spawning = Spawning::begin();
        start_all(&mut me, supervisor, &child, n).await;
        let sample = spawning.all_wait(n).await;
        let stop = async { supervisor.stop(&mut me, ExitReason::Normal, None).await.expect("it stops") };
        ending(sample, n, stop).await
    })
    .await
}

async fn start_dynamic(me: &mut Context) -> DynamicSupervisor {
    let flags =
        DynamicFlags { max_restarts: MAX_RESTARTS, max_seconds: MAX_SECONDS, ..DynamicFlags::default() };
    dynamic_supervisor::start_link(me, flags, Options::default()).await.expect("it starts")
}

async fn start_all(me: &mut Context, supervisor: DynamicSupervisor, child: &ChildSpec, n: usize) {
    for _ in 0..n {
        supervisor.start_child(me, child.clone()).await.expect("the child starts");
    }
}

/// A child that says first in each life who it is.
fn child(id: String, watcher: Pid) -> ChildSpec {
    ChildSpec::process(id, move |mut me: Context| async move {
        me.send(watcher, Lives(me.pid()));
        loop {
            me.next().await;
        }
    })
}

/// Kills children that run, one after the other, and waits for the next life of each.
async fn lives(me: &mut Context, n: usize, children: usize) -> Sample {
    let mut pids = Vec::with_capacity(children);
    for _ in 0..children {
        pids.push(me.receive::<Lives>().await.0);
    }
    let mut took: Vec<Duration> = Vec::with_capacity(n);
    let warm = warm_up(n);
    for turn in 0..warm + n {
        let at = whom(turn, children);
        let start = clock();
        me.exit(pids[at], ExitReason::Kill);
        pids[at] = me.receive::<Lives>().await.0;
        took.push(start.elapsed());
    }
    Sample::of_each(took.split_off(warm))
}
