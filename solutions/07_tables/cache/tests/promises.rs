//! A hundred thousand random operations on the virtual clock, beside a model that remembers everything. A failure names
//! its seed and its operation.
//!
//! What is promised: a read gives the value that was stored last, until its end and not at it; there are never more
//! values than there is room for, and whoever is missing for want of room would have expired before all that are there;
//! one load for however many ask; nothing that a delete or a put has overtaken is kept; every fetch is answered.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use cache::{Cache, FetchError, Loader, Settings};
use harness::{World, sim};
use process::{Config, Context, ExitReason, System};
use supervisor::{Flags, Options, start_link};
use table::Tables;
use term::{Term, term};
use tokio::time::sleep;

const SEEDS: [u64; 4] = [1, 2, 3, 4];
const OPERATIONS: usize = 25_000;
const CAPACITY: usize = 8;
const LOAD: Duration = Duration::from_millis(2);
const TTL: Duration = Duration::from_secs(10);

/// What should be in the cache, by key: the value, its end, and the how manyth store it was. What has expired stays
/// here: it is the first to go when there is no room, so it keeps nobody out.
#[derive(Default)]
struct Model {
    values: BTreeMap<i64, (i64, u128, usize)>,
    stores: usize,
}

impl Model {
    fn store(&mut self, key: i64, value: i64, end: u128) {
        self.stores += 1;
        self.values.insert(key, (value, end, self.stores));
        while self.values.len() > CAPACITY {
            let first = self.values.iter().min_by_key(|(_, (_, end, store))| (*end, *store));
            let first = *first.expect("there is one too many").0;
            self.values.remove(&first);
        }
    }

    fn get(&self, key: i64, now: u128) -> Option<i64> {
        self.values.get(&key).filter(|(_, end, _)| now < *end).map(|(value, ..)| *value)
    }
}

#[test]
fn a_hundred_thousand_operations_agree_with_a_model() {
    for seed in SEEDS {
        sim(seed, move |world| async move {
            let log = Arc::new(|_: &process::Crash| {});
            let system = System::new(Config {
                spawner: Some(world.spawner()),
                crash_log: Some(log),
                ..Config::default()
            });
            let inside = world.clone();
            let client = system.spawn(move |me| operations(seed, inside, me));
            assert_eq!(system.join(client).await, ExitReason::Normal, "seed {seed}");
        })
        .finished();
    }
}

async fn operations(seed: u64, world: World, mut me: Context) {
    // Each load gives another number; a load of a key above 90 crashes.
    let loads = Arc::new(AtomicI64::new(0));
    let counted = Arc::clone(&loads);
    let loader = Loader::new(move |key| {
        let number = counted.fetch_add(1, Ordering::Relaxed);
        async move {
            sleep(LOAD).await;
            if key.as_int() > Some(90) {
                std::panic::resume_unwind(Box::new("boom"));
            }
            term!((number))
        }
    });
    let settings = Settings { ttl: TTL, capacity: CAPACITY, sweep_every: Duration::from_secs(10) };
    let cache = Cache::new(&Tables::new(me.system()), settings, loader);
    start_link(&mut me, vec![cache.child_spec()], Flags::default(), Options::default())
        .await
        .expect("it starts");
    let mut model = Model::default();
    let (mut fetched, mut hits, mut puts) = (0, 0, 0_i64);
    for step in 0..OPERATIONS {
        sleep(Duration::from_millis(1)).await;
        let now = world.elapsed().as_millis();
        let number = i64::try_from(world.choose(12)).expect("a small number");
        let (key, at) = (term!((number)), format!("seed {seed}, operation {step}, {now} ms, key {number}"));
        match world.choose(100) {
            0..=39 => {
                let expected = model.get(number, now);
                let got = cache.get(&me.pid(), &key).and_then(|value| value.as_int());
                assert_eq!(got, expected, "{at}: get");
                hits += usize::from(got.is_some());
            }
            40..=64 => {
                puts -= 1; // what is loaded is never negative
                let ttl = [3, 700, 4_000, 20_000][world.choose(4)];
                cache
                    .put_for(&mut me, &key, &term!((puts)), Duration::from_millis(ttl))
                    .await
                    .expect("it answers");
                model.store(number, puts, now + u128::from(ttl));
            }
            65..=74 => {
                cache.delete(&mut me, &key).await.expect("it answers");
                model.values.remove(&number);
            }
            75..=94 => {
                let expected = model.get(number, now);
                let (before, change) = (loads.load(Ordering::Relaxed), world.choose(3));
                let all = crowd(&cache, &mut me, &key, change).await;
                let after = loads.load(Ordering::Relaxed);
                fetched += all.len();
                match expected {
                    Some(value) => assert!(all.iter().all(|got| *got == Ok(term!((value)))), "{at}: {all:?}"),
                    None => {
                        assert_eq!(after - before, 1, "{at}: loads");
                        assert!(all.iter().all(|got| *got == Ok(term!((before)))), "{at}: {all:?}");
                        if change != 0 {
                            model.store(number, before, now + LOAD.as_millis() + TTL.as_millis());
                        }
                    }
                }
                if change == 0 {
                    model.values.remove(&number);
                }
            }
            95..=97 => {
                let all = crowd(&cache, &mut me, &term!(99), 1).await;
                fetched += all.len();
                let crashed = |got: &Result<Term, FetchError>| matches!(got, Err(FetchError::Crashed(_)));
                assert!(all.iter().all(crashed), "{at}: {all:?}");
            }
            98 if world.choose(20) == 0 => {
                cache.clear(&mut me).await.expect("it answers");
                model.values.clear();
            }
            _ => sleep(Duration::from_millis([5, 50, 900][world.choose(3)])).await,
        }
        if step % 50 == 0 {
            let keys = cache.keys(&me.pid()).len();
            assert!(keys <= CAPACITY, "{at}: {keys} values in memory");
        }
    }
    assert!(fetched > OPERATIONS / 10 && hits > 1000, "seed {seed}: {fetched} fetched, {hits} hits");
    assert!(cache.stats(&me.pid()).evictions > 100, "seed {seed}: {}", cache.stats(&me.pid()));
}

/// Three processes fetch the same key. When `change` is 0, the key is deleted while the load, if there is one, runs.
async fn crowd(cache: &Cache, me: &mut Context, key: &Term, change: usize) -> Vec<Result<Term, FetchError>> {
    let boss = me.pid();
    for _ in 0..3 {
        let (cache, key) = (cache.clone(), key.clone());
        me.spawn(move |mut me| async move {
            let got = cache.fetch(&mut me, &key).await;
            me.send(boss, got);
        });
    }
    if change == 0 {
        sleep(Duration::from_millis(1)).await;
        cache.delete(me, key).await.expect("it answers");
    }
    let mut all = Vec::new();
    for _ in 0..3 {
        all.push(me.receive::<Result<Term, FetchError>>().await);
    }
    all
}
