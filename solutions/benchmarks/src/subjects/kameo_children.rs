//! kameo 0.22: supervised actors, restarted and ended by their supervisor.

use std::convert::Infallible;
use std::time::Duration;

use kameo::Actor;
use kameo::actor::{ActorRef, Spawn};
use kameo::mailbox;
use kameo::supervision::RestartPolicy;
use tokio::sync::mpsc;

use super::{CountsItsEnd, Spawning, clock, ending, started, warm_up, whom};
use crate::work::Sample;

/// As many restarts as anybody may want, counted over a second.
const MAX_RESTARTS: u32 = 1_000_000;
const WITHIN: Duration = Duration::from_secs(1);

struct Parent;

impl Actor for Parent {
    type Args = ();
    type Error = Infallible;

    async fn on_start((): (), _: ActorRef<Self>) -> Result<Self, Infallible> {
        Ok(Self)
    }
}

/// A child that says first in each life who it is, if somebody listens.
struct Child(CountsItsEnd);

type Watcher = Option<mpsc::UnboundedSender<ActorRef<Child>>>;

impl Actor for Child {
    type Args = Watcher;
    type Error = Infallible;

    async fn on_start(watcher: Watcher, me: ActorRef<Self>) -> Result<Self, Infallible> {
        started();
        if let Some(watcher) = watcher {
            let _ = watcher.send(me);
        }
        Ok(Self(CountsItsEnd))
    }
}

pub async fn restart(n: usize, children: usize) -> Sample {
    let parent = Parent::spawn_with_mailbox((), mailbox::unbounded());
    let (watcher, mut lives) = mpsc::unbounded_channel();
    let mut actors = Vec::with_capacity(children);
    for _ in 0..children {
        start(&parent, Some(watcher.clone())).await;
        actors.push(lives.recv().await.expect("the child lives"));
    }
    let mut took = Vec::with_capacity(n);
    let warm = warm_up(n);
    for turn in 0..warm + n {
        let at = whom(turn, children);
        let start = clock();
        actors[at].kill();
        actors[at] = lives.recv().await.expect("the child lives again");
        took.push(start.elapsed());
    }
    Sample::of_each(took.split_off(warm))
}

pub async fn children(n: usize) -> Sample {
    let parent = Parent::spawn_with_mailbox((), mailbox::unbounded());
    let spawning = Spawning::begin();
    for _ in 0..n {
        start(&parent, None).await;
    }
    let sample = spawning.all_wait(n).await;
    let stop = async {
        parent.stop_gracefully().await.expect("the parent lives");
        parent.wait_for_shutdown().await;
    };
    ending(sample, n, stop).await
}

async fn start(parent: &ActorRef<Parent>, watcher: Watcher) {
    Child::supervise(parent, watcher)
        .restart_policy(RestartPolicy::Permanent)
        .restart_limit(MAX_RESTARTS, WITHIN)
        .spawn_with_mailbox(mailbox::unbounded())
        .await;
}
