//! A hundred thousand random operations on the virtual clock, beside a model that keeps every put and removes nothing.
//! A failure names its seed and its operation.

use std::collections::BTreeMap;
use std::time::Duration;

use gen_server::{Options, start_link};
use harness::{World, sim};
use process::{Config, Context, System};
use tokio::time::sleep;
use ttl_cache::{Settings, TtlCache, delete, get, put, put_for, size, stored};

const SEEDS: [u64; 4] = [1, 2, 3, 4];
const OPERATIONS: usize = 25_000;
const KEYS: usize = 40;
const SETTINGS: Settings = Settings { ttl: Duration::from_secs(60), sweep_every: Duration::from_secs(60) };

/// The last put of each key: its value, and when it expires.
#[derive(Default)]
struct Model(BTreeMap<String, (String, Duration)>);

impl Model {
    fn get(&self, key: &str, now: Duration) -> Option<String> {
        self.0.get(key).filter(|(_, end)| *end > now).map(|(value, _)| value.clone())
    }

    /// How many have not expired at `now`.
    fn alive(&self, now: Duration) -> usize {
        self.0.values().filter(|(_, end)| *end > now).count()
    }

    /// What has expired is swept within one interval. A put and a sweep in the same moment may come in either order.
    fn at_most_stored(&self, now: Duration) -> usize {
        let last_sweep = now.checked_sub(SETTINGS.sweep_every + Duration::from_millis(1));
        last_sweep.map_or(self.0.len(), |then| self.alive(then))
    }
}

#[test]
fn a_hundred_thousand_operations_agree_with_a_list_of_all_puts() {
    for seed in SEEDS {
        sim(seed, move |world| async move {
            let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
            let inside = world.clone();
            let client = system.spawn(move |me| operations(seed, inside, me));
            assert_eq!(system.join(client).await, process::ExitReason::Normal, "seed {seed}");
        })
        .finished();
    }
}

async fn operations(seed: u64, world: World, mut me: Context) {
    let started = world.elapsed();
    let cache = start_link::<TtlCache>(&mut me, SETTINGS, Options::default()).await.expect("init says ok");
    let mut model = Model::default();
    for step in 0..OPERATIONS {
        let now = world.elapsed() - started;
        let key = format!("k{}", world.choose(KEYS));
        let at = format!("seed {seed}, operation {step}, {now:?}, key {key}");
        match world.choose(10) {
            0 | 1 => {
                put(&me, cache, &key, &step.to_string());
                model.0.insert(key, (step.to_string(), now + SETTINGS.ttl));
            }
            2 => {
                let ttl = Duration::from_millis([0, 1, 500, 30_000, 60_000, 600_000][world.choose(6)]);
                put_for(&me, cache, &key, &step.to_string(), ttl);
                model.0.insert(key, (step.to_string(), now + ttl));
            }
            3 => {
                assert_eq!(delete(&mut me, cache, &key).await, Ok(model.get(&key, now)), "{at}");
                model.0.remove(&key);
            }
            4 => assert_eq!(size(&mut me, cache).await, Ok(model.alive(now)), "{at}"),
            5 => {
                let stored = stored(&mut me, cache).await.expect("the cache answers");
                assert!((model.alive(now)..=model.at_most_stored(now)).contains(&stored), "{at}: {stored}");
            }
            6 | 7 => sleep(Duration::from_millis([0, 1, 499, 500, 1_000, 30_000][world.choose(6)])).await,
            _ => assert_eq!(get(&mut me, cache, &key).await, Ok(model.get(&key, now)), "{at}"),
        }
    }
}
