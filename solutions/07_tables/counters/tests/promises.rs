//! A hundred thousand random hits and sweeps on the virtual clock, beside the fixed window of chapter 4, which keeps
//! its numbers in one process. Both must say the same each time. A failure names its seed and its operation.

use std::time::Duration;

use counters::{Limit, Limiter};
use harness::{World, sim};
use process::{Config, Context, ExitReason, System};
use rate_limiter::FixedWindow;
use table::Tables;
use tokio::time::sleep;

const SEEDS: [u64; 4] = [1, 2, 3, 4];
const OPERATIONS: usize = 25_000;

#[test]
fn a_hundred_thousand_operations_agree_with_one_process_that_counts() {
    for seed in SEEDS {
        sim(seed, move |world| async move {
            let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
            let (inside, tables) = (world.clone(), Tables::new(&system));
            let owner = system.spawn(move |me| operations(seed, inside, me, tables));
            assert_eq!(system.join(owner).await, ExitReason::Normal, "seed {seed}");
        })
        .finished();
    }
}

async fn operations(seed: u64, world: World, me: Context, tables: Tables) {
    let limit = Limit { hits: 20, window: Duration::from_secs(10) };
    let limiter = Limiter::new(&tables, &me, limit).expect("the owner lives");
    let mut model = FixedWindow::new(limit);
    let (mut allowed, mut swept) = (0, 0);
    for step in 0..OPERATIONS {
        let now = world.elapsed();
        let at = format!("seed {seed}, operation {step}, {now:?}");
        match world.choose(200) {
            0 => {
                swept += limiter.sweep(&me, now).expect("the owner lives");
                let window = now.as_nanos() / limit.window.as_nanos();
                for row in limiter.table().rows(&me).expect("the owner lives") {
                    let text = row.to_string();
                    assert!(text.contains(&format!(", {window}}}")), "{at}: {text} is of an old window");
                }
            }
            1..=20 => sleep(Duration::from_millis([1, 99, 500, 900][world.choose(4)])).await,
            _ => {
                let user = format!("user{}", world.choose(5));
                let (ours, theirs) = (limiter.hit(&me, &user, now), model.hit(&user, now));
                assert_eq!(ours, Ok(theirs), "{at}, {user}");
                allowed += usize::from(matches!(theirs, counters::Decision::Allow { .. }));
            }
        }
    }
    assert!(allowed > OPERATIONS / 10, "seed {seed}: only {allowed} allowed");
    assert!(swept > 100, "seed {seed}: only {swept} rows swept");
}
