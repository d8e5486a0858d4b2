//! Two processes that each read, compute and write back, 1,000 times. What is left, seed by seed. The seed decides
//! whose turn it is, and nothing else differs.
//!
//! `cargo run -q -p counter --example seeds`

use counter::{Counter, Message, Request, Store, update};
use gen_server::{Options, start_link};
use harness::{World, sim};
use process::{Config, Context, Down, System};

const TIMES: u64 = 1000;

/// A system whose turns the world decides.
fn system(world: &World) -> System {
    System::new(Config { spawner: Some(world.spawner()), ..Config::default() })
}

/// Waits until both have ended.
async fn both(me: &mut Context, monitors: [process::Ref; 2]) {
    for monitor in monitors {
        me.receive_if(|down: &Down| down.reference == monitor).await;
    }
}

// ANCHOR: left
/// What is left of 2 × 1,000 increments, computed outside of the process that keeps the number.
fn computed_outside(seed: u64) -> u64 {
    run(seed, |mut me| async move {
        let store = start_link::<Store>(&mut me, 0, Options::default()).await.expect("init says ok");
        let client = move |mut me: Context| async move {
            for _ in 0..TIMES {
                update(&mut me, store, |n| async move { n + 1 }).await.expect("the store answers");
            }
        };
        let monitors = [me.spawn_monitor(client).1, me.spawn_monitor(client).1];
        both(&mut me, monitors).await;
        store.call(&mut me, counter::Access::Get).await.expect("the store answers")
    })
}
// ANCHOR_END: left

/// The same, counted inside.
fn counted_inside(seed: u64) -> u64 {
    run(seed, |mut me| async move {
        let counter = start_link::<Counter>(&mut me, 0, Options::default()).await.expect("init says ok");
        let client = move |mut me: Context| async move {
            for _ in 0..TIMES / 2 {
                counter.cast(&me, Message::Add(1));
                counter.call(&mut me, Request::Add(1)).await.expect("the counter answers");
            }
        };
        let monitors = [me.spawn_monitor(client).1, me.spawn_monitor(client).1];
        both(&mut me, monitors).await;
        counter.call(&mut me, Request::Value).await.expect("the counter answers")
    })
}

/// Runs `body` as a process, and hands back the number that it ends with.
fn run<F, Fut>(seed: u64, body: F) -> u64
where
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = u64> + Send + 'static,
{
    let run = sim(seed, |world| async move {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        system(&world).spawn(|me| async move {
            sender.send(body(me).await).expect("somebody waits for the number");
        });
        receiver.await.expect("the process has a number")
    });
    run.finished()
}

fn transcript() -> Vec<String> {
    (1..=8)
        .map(|seed| {
            format!("seed {seed}: {} left outside, {} inside", computed_outside(seed), counted_inside(seed))
        })
        .collect()
}

fn main() {
    transcript().iter().for_each(|line| println!("{line}"));
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_recorded_figures_are_still_right() {
        assert_eq!(super::transcript(), include_str!("seeds.out").lines().collect::<Vec<_>>());
    }
}
