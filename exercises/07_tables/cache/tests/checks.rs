//! Checks of `cache`. Each step is a module, each claim a test. All time is virtual.

use std::future::Future;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cache::{Cache, FetchError, Loader, Settings};
use harness::{Run, World, check, sim};
use process::{Config, Context, ExitReason, System, TrapExit};
use supervisor::Flags;
use table::Tables;
use term::{Term, term};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep_until};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const MINUTE: Duration = Duration::from_secs(60);

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// A load in the hands of the process `main`: it waits to be told the value; `None` is a crash.
type Load = oneshot::Sender<Option<Term>>;

/// A loader that says what it loads, and waits.
fn loader(loads: UnboundedSender<Load>) -> Loader {
    Loader::new(move |_| {
        let loads = loads.clone();
        async move {
            let (value, told) = oneshot::channel();
            let _ = loads.send(value);
            match told.await {
                Ok(Some(value)) => value,
                _ => resume_unwind(Box::new("boom")), // a panic that nothing prints
            }
        }
    })
}

/// Runs `body` as the process `main`, beside a cache with room for so many values.
fn beside_cache<F, Fut>(capacity: usize, body: F) -> Run
where
    F: FnOnce(Main) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    with_seed(1, capacity, body)
}

fn with_seed<F, Fut>(seed: u64, capacity: usize, body: F) -> Run
where
    F: FnOnce(Main) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, move |world| async move {
        let todo = Arc::new(Mutex::new(None));
        let log = Arc::clone(&todo);
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(move |crash| {
                let reason = crash.reason.to_string();
                if !reason.contains("boom") {
                    log.lock().unwrap().get_or_insert(reason);
                }
            })),
            ..Config::default()
        });
        let inside = world.clone();
        let pid = system.spawn(move |mut me| async move {
            me.register("main").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            let (sender, loads) = unbounded_channel();
            let settings = Settings { capacity, ..Settings::default() };
            let cache = Cache::new(&Tables::new(me.system()), settings, loader(sender));
            let begun = Instant::now();
            let children = vec![cache.child_spec()];
            let options = supervisor::Options::named("top");
            supervisor::start_link(&mut me, children, Flags::default(), options)
                .await
                .expect("nothing can fail");
            body(Main { me, world: inside, cache, loads, begun }).await;
        });
        let reason = system.join(pid).await;
        // A `todo!()` ends its process only; the check must end with it.
        let todo = todo.lock().unwrap();
        assert!(todo.is_none(), "{}", todo.as_deref().unwrap_or_default());
        assert_eq!(reason, ExitReason::Normal, "main");
    })
}

/// The process `main`: it starts clients, loads, and alone prints.
struct Main {
    me: Context,
    world: World,
    cache: Cache,
    loads: UnboundedReceiver<Load>,
    begun: Instant,
}

/// What a client got.
#[derive(Debug)]
struct Got(usize, Result<Term, FetchError>);

impl Main {
    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    /// Waits until it is so late.
    async fn at(&mut self, now: u64) {
        sleep_until(self.begun + ms(now)).await;
    }

    /// Reads a key, and says what is there.
    fn say_get(&self, key: &str) {
        let now = self.begun.elapsed().as_millis();
        self.say(format!("at {now} ms, {key}: {}", self.get(key)));
    }

    fn get(&self, key: &str) -> String {
        self.cache
            .get(&self.me.pid(), &key.into())
            .map_or(":error".to_owned(), |value| term!({:ok, (value)}).to_string())
    }

    async fn put(&mut self, key: &str, value: i64, ttl: Duration) {
        self.cache.put_for(&mut self.me, &key.into(), &term!((value)), ttl).await.expect("the owner answers");
    }

    async fn delete(&mut self, key: &str) {
        self.cache.delete(&mut self.me, &key.into()).await.expect("the owner answers");
    }

    fn say_stats(&self) {
        self.say(self.cache.stats(&self.me.pid()).to_string());
    }

    /// All keys in memory.
    fn keys(&self) -> String {
        let keys = self.cache.keys(&self.me.pid());
        keys.iter().filter_map(Term::as_text).collect::<Vec<_>>().join(" ")
    }

    /// Starts a client that fetches a key, and lets it come as far as it comes.
    async fn client(&mut self, number: usize, key: &'static str) {
        let (cache, main) = (self.cache.clone(), self.me.pid());
        self.me.spawn(move |mut me| async move {
            me.register(&format!("client {number}")).expect("the name is free");
            let got = cache.fetch(&mut me, &key.into()).await;
            me.send(main, Got(number, got));
        });
        self.world.settle().await;
    }

    /// The oldest load that nobody has ended yet.
    fn loading(&mut self) -> Option<Load> {
        self.loads.try_recv().ok()
    }

    /// Ends a load.
    async fn end(&mut self, load: Option<Load>, value: Option<Term>) {
        if let Some(load) = load {
            let _ = load.send(value);
        }
        self.world.settle().await;
    }

    /// What this client got.
    async fn got(&mut self, number: usize) -> String {
        match self.me.receive_if_timeout(Duration::ZERO, |got: &Got| got.0 == number).await {
            Some(Got(_, Ok(value))) => term!({:ok, (value)}).to_string(),
            Some(Got(_, Err(FetchError::Crashed(ExitReason::Panic(text))))) => format!("{{:error, :{text}}}"),
            Some(Got(_, Err(error))) => error.to_string(),
            None => "nothing".to_owned(),
        }
    }

    async fn all_got(&mut self, numbers: std::ops::RangeInclusive<usize>) -> String {
        let mut all = Vec::new();
        for number in numbers {
            all.push(self.got(number).await);
        }
        all.join(" ")
    }
}

mod predict {
    use super::*;
    use cache::predict::{AFTER_A_DELETE, LOADS, OWNER_KILLED, OWNER_SUSPENDED};

    /// The line of a section that begins with these words, without them.
    fn recorded(section: &str, words: &str) -> &'static str {
        let head = format!("-- {section}");
        let mut lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
        lines.find_map(|line| line.strip_prefix(words)).expect("the transcript has this line")
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("way_misjudged", |t| {
            let answers = [OWNER_SUSPENDED, LOADS, AFTER_A_DELETE, OWNER_KILLED];
            t.suspect_if(answers.contains(&""), "not_yet");
            let value = |line: &str| if line.starts_with("{:ok") { "value" } else { "nothing" }.to_owned();
            let loads =
                recorded("stampede", "hits 1, misses 5, loads ").split(',').next().unwrap_or_default();
            let kept = recorded("outdated", "in the cache: {:ok, :").trim_end_matches('}');
            let beam = [
                format!("the owner is suspended: {}", value(recorded("read", "at 0 ms, a: "))),
                format!("loads: {loads}"),
                format!("after the delete: {kept}"),
                format!("the owner is killed: {}", value(recorded("lost", "a new owner: "))),
            ];
            t.line(format!("the owner is suspended: {OWNER_SUSPENDED}"));
            t.line(format!("loads: {LOADS}"));
            t.line(format!("after the delete: {AFTER_A_DELETE}"));
            t.line(format!("the owner is killed: {OWNER_KILLED}"));
            t.expect("beam.out", &beam);
        });
    }
}

mod store {
    use super::*;

    #[test]
    fn whoever_expires_first_goes() {
        check("wrong_one_goes", |t| {
            t.run(beside_cache(3, |mut main| async move {
                for (key, ttl) in [("a", 30), ("b", 10), ("c", 20), ("d", 5), ("e", 40), ("f", 25)] {
                    main.put(key, 1, Duration::from_secs(ttl)).await;
                    main.say(format!("put {key} for {ttl} s: {}", main.keys()));
                }
            }));
            let expected = [
                "put a for 30 s: a",
                "put b for 10 s: a b",
                "put c for 20 s: a b c",
                "put d for 5 s: a b c",
                "put e for 40 s: a c e",
                "put f for 25 s: a e f",
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn a_key_has_one_place() {
        check("place_left_behind", |t| {
            t.run(beside_cache(3, |mut main| async move {
                for (key, ttl) in [("a", 30), ("b", 10), ("c", 20), ("a", 40), ("d", 30)] {
                    main.put(key, 1, Duration::from_secs(ttl)).await;
                    main.say(format!("put {key}: {}", main.keys()));
                }
                main.delete("c").await;
                main.put("e", 1, Duration::from_secs(50)).await;
                main.put("f", 1, Duration::from_secs(60)).await;
                main.say(format!("then: {}", main.keys()));
                main.say_stats();
                main.cache.clear(&mut main.me).await.expect("the owner answers");
                main.say(format!("cleared: {}", main.cache.keys(&main.me.pid()).len()));
            }));
            let unlimited = t.lines()[4].matches(' ').count() == 5;
            t.suspect_if(unlimited || t.lines()[4] != "put d: a c d", "wrong_one_goes");
            t.beam_section(BEAM, "full");
        });
    }

    #[test]
    fn what_has_expired_is_swept() {
        check("place_left_behind", |t| {
            t.run(beside_cache(10, |mut main| async move {
                main.put("again", 1, Duration::from_secs(30)).await;
                for (key, ttl) in [("short", 30), ("long", 90), ("again", 90), ("gone", 40)] {
                    main.put(key, 1, Duration::from_secs(ttl)).await;
                }
                main.delete("gone").await;
                for now in [59_999, 60_001, 120_001] {
                    main.at(now).await;
                    main.say(format!("at {now} ms: {}", main.keys()));
                }
            }));
            t.expect(
                "transcript",
                &["at 59999 ms: again long short", "at 60001 ms: again long", "at 120001 ms: "],
            );
        });
    }
}

mod read {
    use super::*;

    #[test]
    fn reads_are_hits_until_the_end() {
        check("dead_entry_served", |t| {
            t.run(beside_cache(100, |mut main| async move {
                main.put("a", 1, MINUTE).await;
                main.say_get("a");
                main.say_get("b");
                main.at(59_999).await;
                main.say_get("a");
                main.at(60_000).await;
                main.say_get("a");
                let table = main.cache.entries().expect("the owner runs");
                let written = table.insert(&main.me, term!({"a", 2, {1_000_000, 0}}));
                main.say(format!("a caller writes: {}", if written.is_ok() { "ok" } else { "badarg" }));
                main.say_stats();
            }));
            let reads = ["{:ok, 1}", ":error", "{:ok, 1}", ":error"];
            let right = t.lines()[..4].iter().zip(reads).all(|(line, read)| line.ends_with(read));
            t.suspect_if(right, "uncounted");
            t.beam_section(BEAM, "read");
        });
    }

    #[test]
    fn a_cache_without_its_owner_is_empty() {
        check("dead_entry_served", |t| {
            t.run(beside_cache(100, |mut main| async move {
                main.put("a", 1, Duration::MAX).await;
                let owner = main.me.system().whereis("cache").expect("the owner runs");
                main.say_get("a");
                main.me.exit(owner, ExitReason::Kill);
                main.me.system().join(owner).await;
                main.say_get("a");
                main.world.settle().await;
                main.say_get("a");
                main.say_stats();
            }));
            let expected = [
                "at 0 ms, a: {:ok, 1}",
                "at 0 ms, a: :error",
                "at 0 ms, a: :error",
                "hits 0, misses 1, loads 0, evictions 0",
            ];
            t.suspect_if(t.lines()[..3] == expected[..3], "uncounted");
            t.expect("transcript", &expected);
        });
    }
}

mod fetch {
    use super::*;

    #[test]
    fn five_ask_and_one_load_answers_all() {
        check("everybody_loads", |t| {
            t.run(beside_cache(100, |mut main| async move {
                for number in 1..=5 {
                    main.client(number, "a").await;
                }
                while let Some(load) = main.loading() {
                    main.end(Some(load), Some(term!(7))).await;
                }
                let all = main.all_got(1..=5).await;
                main.say(format!("five ask: {all}"));
                main.client(6, "a").await;
                let sixth = main.got(6).await;
                main.say(format!("a sixth: {sixth}"));
                main.say_stats();
            }));
            t.suspect_if(t.lines()[0].contains("no reply came in time"), "owner_loads");
            t.suspect_if(
                t.lines()[2].contains("loads 1,") && t.lines()[0].contains("nothing"),
                "crash_untold",
            );
            t.beam_section(BEAM, "stampede");
        });
    }

    #[test]
    fn two_miss_and_one_load_answers_both() {
        check("everybody_loads", |t| {
            t.run(beside_cache(100, |mut main| async move {
                let told = Arc::new(Mutex::new(Vec::new()));
                for name in ["client 1", "client 2"] {
                    let (cache, told) = (main.cache.clone(), Arc::clone(&told));
                    main.me.spawn(move |mut me| async move {
                        me.register(name).expect("the name is free");
                        let got = cache.fetch(&mut me, &"a".into()).await;
                        told.lock().unwrap().push(format!("{name}: {got:?}"));
                    });
                    main.world.settle().await;
                }
                while let Some(load) = main.loading() {
                    main.end(Some(load), Some(term!(7))).await;
                }
                let mut told = told.lock().unwrap().clone();
                told.sort();
                let loads = main.cache.stats(&main.me.pid()).loads;
                main.say(format!("{}; loads: {loads}; in the cache: {}", told.join(", "), main.get("a")));
            }));
            t.suspect_if(t.lines()[0].starts_with("; loads: 1"), "owner_loads");
            let kept = t.lines()[0] == "; loads: 1; in the cache: {:ok, 7}";
            t.suspect_if(kept || t.lines()[0].starts_with("client 1: Ok(7); "), "crash_untold");
            let expected = "client 1: Ok(7), client 2: Ok(7); loads: 1; in the cache: {:ok, 7}";
            t.expect("transcript", &[expected]);
        });
    }

    #[test]
    fn a_value_that_came_meanwhile_is_not_loaded_again() {
        check("everybody_loads", |t| {
            let right = |seed: u64| format!("seed {seed}: loads 1, in the cache {{:ok, 7}}");
            for seed in 1..=20 {
                t.run(with_seed(seed, 100, move |mut main| async move {
                    main.client(1, "a").await;
                    let first = main.loading();
                    // The second misses; with some seeds the value is there before its request reaches the owner.
                    let cache = main.cache.clone();
                    main.me.spawn(move |mut me| async move { drop(cache.fetch(&mut me, &"a".into()).await) });
                    main.end(first, Some(term!(7))).await;
                    while let Some(load) = main.loading() {
                        main.end(Some(load), Some(term!(8))).await;
                    }
                    let loads = main.cache.stats(&main.me.pid()).loads;
                    main.say(format!("seed {seed}: loads {loads}, in the cache {}", main.get("a")));
                }));
                if t.lines().last() != Some(&right(seed)) {
                    break; // this is the run to look at
                }
            }
            t.expect("transcript", &(1..=20).map(right).collect::<Vec<_>>());
        });
    }

    #[test]
    fn a_crash_is_told_to_all_and_stays_outside() {
        check("crash_untold", |t| {
            t.run(beside_cache(100, |mut main| async move {
                for number in 1..=2 {
                    main.client(number, "a").await;
                }
                let load = main.loading();
                let put = main.cache.put(&mut main.me, &"b".into(), &term!(2)).await;
                main.end(load, None).await;
                while let Some(load) = main.loading() {
                    main.end(Some(load), None).await;
                }
                let all = main.all_got(1..=2).await;
                main.say(format!("two ask: {all}"));
                main.say(format!("b: {}", put.map_or_else(|error| error.to_string(), |()| main.get("b"))));
                main.client(3, "a").await;
                let load = main.loading();
                main.end(load, Some(term!(7))).await;
                let third = main.got(3).await;
                main.say(format!("a third: {third}"));
            }));
            t.suspect_if(!t.lines()[1].ends_with("{:ok, 2}"), "owner_loads");
            t.beam_section(BEAM, "crash");
        });
    }
}

mod outdated {
    use super::*;

    #[test]
    fn a_delete_outdates_the_load_that_runs() {
        check("old_value_returns", |t| {
            t.run(beside_cache(100, |mut main| async move {
                main.client(1, "a").await;
                let old = main.loading();
                main.delete("a").await;
                main.client(2, "a").await;
                let new = main.loading();
                main.end(new, Some(term!(:new))).await;
                let second = main.got(2).await;
                main.end(old, Some(term!(:old))).await;
                let first = main.got(1).await;
                main.say(format!("asked after the delete: {second}"));
                main.say(format!("asked before it: {first}"));
                main.say(format!("in the cache: {}", main.get("a")));
            }));
            t.beam_section(BEAM, "outdated");
        });
    }

    #[test]
    fn a_put_outdates_it_too() {
        check("old_value_returns", |t| {
            t.run(beside_cache(100, |mut main| async move {
                main.client(1, "put").await;
                let load = main.loading();
                main.put("put", 2, MINUTE).await;
                main.end(load, Some(term!(:old))).await;
                main.say(format!("put: {}", main.get("put")));
                main.client(2, "cleared").await;
                let load = main.loading();
                main.cache.clear(&mut main.me).await.expect("the owner answers");
                main.end(load, Some(term!(:old))).await;
                main.say(format!("cleared: {}", main.get("cleared")));
            }));
            t.expect("transcript", &["put: {:ok, 2}", "cleared: :error"]);
        });
    }
}
