//! A hundred thousand random hits on the virtual clock, beside a model that remembers every allowed hit for ever.
//! A failure names its seed and its operation.

use std::collections::BTreeMap;
use std::time::Duration;

use gen_server::{Options, start_link};
use harness::{World, sim};
use process::{Config, Context, System};
use rate_limiter::{Decision, Limit, RateLimiter, hit, users};
use tokio::time::sleep;

const SEEDS: [u64; 4] = [1, 2, 3, 4];
const HITS: usize = 25_000;

/// When each user was allowed something: all of it, oldest first.
#[derive(Default)]
struct Model(BTreeMap<String, Vec<Duration>>);

impl Model {
    /// The hits of a user that count at `now`, newest first: those of the last window.
    fn counting<'a>(
        &'a self,
        user: &str,
        limit: Limit,
        now: Duration,
    ) -> impl Iterator<Item = Duration> + 'a {
        let all = self.0.get(user).into_iter().flatten().rev().copied();
        all.take_while(move |hit| now - *hit < limit.window)
    }

    fn allows(&self, user: &str, limit: Limit, now: Duration) -> bool {
        self.counting(user, limit, now).count() < limit.hits
    }

    /// How many users had a hit in the last two windows: more cannot be in memory.
    fn at_most_in_memory(&self, limit: Limit, now: Duration) -> usize {
        let newest = self.0.values().filter_map(|all| all.last());
        newest.filter(|newest| now - **newest <= limit.window * 2).count()
    }
}

#[test]
fn a_hundred_thousand_hits_agree_with_a_list_of_all_of_them() {
    for seed in SEEDS {
        sim(seed, move |world| async move {
            let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
            let inside = world.clone();
            let client = system.spawn(move |me| hits(seed, inside, me));
            assert_eq!(system.join(client).await, process::ExitReason::Normal, "seed {seed}");
        })
        .finished();
    }
}

async fn hits(seed: u64, world: World, mut me: Context) {
    let limit = Limit::default();
    let limiter = start_link::<RateLimiter>(&mut me, limit, Options::default()).await.expect("init says ok");
    let mut model = Model::default();
    let (mut allowed, mut refused) = (0, 0);
    for step in 0..HITS {
        // Three users are busy, forty come now and then.
        let user = match world.choose(20) {
            0 => format!("guest{}", world.choose(40)),
            _ => format!("busy{}", world.choose(3)),
        };
        let now = world.elapsed();
        let at = format!("seed {seed}, hit {step}, {now:?}, {user}");
        match hit(&mut me, limiter, &user).await.expect("the limiter answers") {
            Decision::Allow { left } => {
                allowed += 1;
                assert!(model.allows(&user, limit, now), "{at}: one too many");
                model.0.entry(user.clone()).or_default().push(now);
                assert_eq!(left, limit.hits - model.counting(&user, limit, now).count(), "{at}");
            }
            Decision::Wait(wait) => {
                refused += 1;
                let early = now + wait - Duration::from_nanos(1);
                assert!(!model.allows(&user, limit, early), "{at}: {wait:?} is longer than necessary");
                assert!(model.allows(&user, limit, now + wait), "{at}: {wait:?} is not enough");
            }
        }
        if step % 100 == 0 {
            let in_memory = users(&mut me, limiter).await.expect("the limiter answers");
            assert!(in_memory <= model.at_most_in_memory(limit, now), "{at}: {in_memory} users in memory");
        }
        match world.choose(1000) {
            0..=1 => sleep(Duration::from_secs(90)).await,
            2..=300 => sleep(Duration::from_millis([1, 250, 500, 700][world.choose(4)])).await,
            _ => {}
        }
    }
    assert!(allowed > HITS / 10 && refused > HITS / 10, "seed {seed}: {allowed} allowed, {refused} refused");
}
