//! Checks of `ttl_cache`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use gen_server::{Options, Server, start_link};
use harness::{Event, Kind, Run, World, check, sim};
use process::{CallError, Config, Context, ExitReason, System};
use tokio::time::{Instant, sleep, sleep_until};
use ttl_cache::{Cache, Settings, Sweep, TtlCache, get, put, put_for, size, stored};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// A value as Elixir prints it.
fn shown(value: Option<&str>) -> String {
    value.map_or(":error".to_owned(), |value| format!("{{:ok, {value}}}"))
}

/// Runs `body` as the process `client` and waits for its end.
fn client<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let inside = world.clone();
        let pid = system.spawn(|me| async move {
            me.register("client").expect("the name is free");
            body(inside, me).await;
        });
        if let ExitReason::Panic(message) = system.join(pid).await {
            panic!("{message}"); // a `todo!()` ends the process only; the check must end with it
        }
    })
}

/// Starts a cache that sweeps that often.
async fn cache(me: &mut Context, sweep_every: Duration) -> Server<TtlCache> {
    let settings = Settings { sweep_every, ..Settings::default() };
    start_link(me, settings, Options::named("cache")).await.expect("init says ok")
}

/// What a call was answered. A `todo!()` in the server ends the check with its own words.
fn answered<T>(answer: Result<T, CallError>) -> T {
    match answer {
        Ok(answer) => answer,
        Err(CallError::Down(ExitReason::Panic(message))) => panic!("{message}"),
        Err(error) => panic!("{error}"),
    }
}

mod predict {
    use super::*;
    use ttl_cache::predict::{AFTER_A_READ, AFTER_A_SHORTER_PUT, AT_THE_LIMIT, IN_MEMORY};

    /// What the recorded transcript has after these words, in this section.
    fn recorded(section: &str, words: &str) -> &'static str {
        let head = format!("-- {section}");
        let mut lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
        lines.find_map(|line| line.split_once(words)).expect("the transcript has this line").1
    }

    #[test]
    fn the_prediction_is_what_the_beam_keeps() {
        check("age_misjudged", |t| {
            let alive = |section, words| match recorded(section, words) {
                ":error" => "gone",
                _ => "alive",
            };
            let beam = [
                format!("at the limit: {}", alive("limit", "at 60000 ms, a: ")),
                format!("after a read: {}", alive("reads", "at 61000 ms, a: ")),
                format!("after a shorter put: {}", alive("puts", "at 55000 ms, shorter: ")),
                format!("in memory: {}", recorded("memory", "an hour later: size 0, in memory ")),
            ];
            t.line(format!("at the limit: {AT_THE_LIMIT}"));
            t.line(format!("after a read: {AFTER_A_READ}"));
            t.line(format!("after a shorter put: {AFTER_A_SHORTER_PUT}"));
            t.line(format!("in memory: {IN_MEMORY}"));
            t.suspect_if(t.lines()[..3] == beam[..3], "memory_forgotten");
            let untouched = [AT_THE_LIMIT, AFTER_A_READ, AFTER_A_SHORTER_PUT].contains(&"");
            t.suspect_if(untouched || IN_MEMORY == 0, "not_yet");
            t.expect("beam.out", &beam);
        });
    }
}

mod expire {
    use super::*;

    /// A cache with one entry `a`, put at 0 for a minute.
    fn with_a() -> Cache {
        let mut cache = Cache::default();
        cache.put("a".to_owned(), "1".to_owned(), MINUTE, ms(0));
        cache
    }

    #[test]
    fn an_entry_is_gone_at_its_limit() {
        check("lives_too_long", |t| {
            let mut cache = with_a();
            for now in [59_999, 60_000] {
                t.line(format!("at {now} ms, a: {}", shown(cache.get("a", ms(now)))));
            }
            t.beam_section(BEAM, "limit");
        });
    }

    #[test]
    fn a_read_does_not_renew() {
        check("lives_too_long", |t| {
            let mut cache = with_a();
            for now in [59_000, 61_000] {
                t.line(format!("at {now} ms, a: {}", shown(cache.get("a", ms(now)))));
            }
            t.beam_section(BEAM, "reads");
        });
    }

    #[test]
    fn a_put_counts_from_now() {
        check("not_renewed", |t| {
            let mut cache = Cache::default();
            for key in ["longer", "shorter"] {
                cache.put(key.to_owned(), "1".to_owned(), MINUTE, ms(0));
            }
            cache.put("longer".to_owned(), "2".to_owned(), MINUTE, ms(50_000));
            cache.put("shorter".to_owned(), "2".to_owned(), ms(5_000), ms(50_000));
            for now in [54_999, 55_000, 60_000, 110_000] {
                for key in ["longer", "shorter"] {
                    t.line(format!("at {now} ms, {key}: {}", shown(cache.get(key, ms(now)))));
                }
            }
            t.beam_section(BEAM, "puts");
        });
    }

    #[test]
    fn size_and_delete_agree_with_get() {
        check("size_counts_the_dead", |t| {
            let mut cache = Cache::default();
            for key in ["a", "b", "c"] {
                cache.put(key.to_owned(), format!(":{key}"), MINUTE, ms(0));
            }
            cache.put("never".to_owned(), "1".to_owned(), ms(0), ms(0));
            for (key, now) in [("a", 0), ("a", 0), ("b", 60_000)] {
                let size = cache.size(ms(now));
                let deleted = cache.delete(key, ms(now));
                t.line(format!("size {size}, delete {key}: {}", shown(deleted.as_deref())));
            }
            let sizes = ["size 3", "size 2", "size 0"];
            let right = t.lines().iter().zip(sizes).all(|(line, size)| line.starts_with(size));
            t.suspect_if(right, "unnamed"); // then it is what `delete` gives
            t.beam_section(BEAM, "delete");
        });
    }

    #[test]
    fn a_read_forgets_what_has_expired() {
        check("stale_kept", |t| {
            let mut cache = Cache::default();
            for key in 1..=1000 {
                cache.put(key.to_string(), key.to_string(), MINUTE, ms(0));
            }
            t.line(format!("an hour later: size {}, in memory {}", cache.size(HOUR), cache.stored()));
            let gone = cache.get("1", HOUR).is_none();
            t.line(format!("one of them was read: gone {gone}, in memory {}", cache.stored()));
            t.expect(
                "transcript",
                &["an hour later: size 0, in memory 1000", "one of them was read: gone true, in memory 999"],
            );
        });
    }

    #[test]
    fn for_ever_is_not_too_long() {
        check("end_overflows", |t| {
            let mut cache = Cache::default();
            cache.put("a".to_owned(), "1".to_owned(), Duration::MAX, HOUR);
            t.line(format!("a thousand hours later, a: {}", shown(cache.get("a", HOUR * 1000))));
            t.expect("transcript", &["a thousand hours later, a: {:ok, 1}"]);
        });
    }
}

mod serve {
    use super::*;

    #[test]
    fn time_passes_for_the_server() {
        check("clock_stands", |t| {
            t.run(client(|world, mut me| async move {
                sleep(MINUTE * 7).await; // the server's time begins when the server starts
                let cache = cache(&mut me, HOUR * 2).await;
                let start = Instant::now();
                put(&me, cache, "a", "1");
                for now in [59_999, 60_000] {
                    sleep_until(start + ms(now)).await;
                    let value = answered(get(&mut me, cache, "a").await);
                    world.say("client", format!("at {now} ms, a: {}", shown(value.as_deref())));
                }
            }));
            t.beam_section(BEAM, "limit");
        });
    }

    #[test]
    fn each_entry_may_have_its_own_time() {
        check("own_ttl_ignored", |t| {
            t.run(client(|world, mut me| async move {
                let cache = cache(&mut me, HOUR * 2).await;
                let start = Instant::now();
                for key in ["longer", "shorter"] {
                    put(&me, cache, key, "1");
                }
                sleep_until(start + ms(50_000)).await;
                put(&me, cache, "longer", "2");
                put_for(&me, cache, "shorter", "2", ms(5_000));
                for now in [54_999, 55_000, 60_000, 110_000] {
                    sleep_until(start + ms(now)).await;
                    for key in ["longer", "shorter"] {
                        let value = answered(get(&mut me, cache, key).await);
                        world.say("client", format!("at {now} ms, {key}: {}", shown(value.as_deref())));
                    }
                }
            }));
            t.beam_section(BEAM, "puts");
        });
    }
}

mod sweep {
    use super::*;

    #[test]
    fn a_sweep_removes_the_expired_only() {
        check("sweeps_too_much", |t| {
            let mut cache = Cache::default();
            for (key, ttl) in [("short", 59), ("exact", 60), ("long", 61)] {
                cache.put(key.to_owned(), "1".to_owned(), Duration::from_secs(ttl), ms(0));
            }
            t.line(format!("before: in memory {}", cache.stored()));
            cache.sweep(MINUTE);
            t.line(format!(
                "after: in memory {}, long: {}",
                cache.stored(),
                shown(cache.get("long", MINUTE))
            ));
            t.expect("transcript", &["before: in memory 3", "after: in memory 1, long: {:ok, 1}"]);
        });
    }

    #[test]
    fn the_server_wakes_itself() {
        check("timer_not_set_again", |t| {
            t.run(client(|world, mut me| async move {
                let cache = cache(&mut me, MINUTE).await;
                put(&me, cache, "a", "1");
                put_for(&me, cache, "b", "1", ms(90_000));
                sleep(ms(120_001)).await; // nobody asks and nobody puts
                let stored = match stored(&mut me, cache).await {
                    Err(CallError::Timeout) => "nobody answers".to_owned(),
                    stored => format!("in memory {}", answered(stored)),
                };
                world.say("client", format!("after two silent minutes: {stored}"));
            }));
            t.suspect_if(t.lines()[0].ends_with("nobody answers"), "sleeps_in_the_handler");
            t.expect("transcript", &["after two silent minutes: in memory 0"]);
        });
    }

    #[test]
    fn one_sweep_follows_another() {
        check("timer_not_set_again", |t| {
            let run = client(|_, mut me| async move {
                let _cache = cache(&mut me, MINUTE).await;
                sleep(ms(600_001)).await;
            });
            let is_sweep = |event: &&Event| matches!(&event.kind, Kind::Receive { label, .. } if label.contains("Sweep"));
            let sweeps = run.events.iter().filter(is_sweep).count();
            t.run(run);
            t.suspect_if(sweeps > 10, "timers_pile_up");
            t.line(format!("in ten minutes: {sweeps} sweeps"));
            t.expect("transcript", &["in ten minutes: 10 sweeps"]);
        });
    }

    #[test]
    fn memory_is_freed_every_minute() {
        check("starved_by_traffic", |t| {
            t.run(client(|world, mut me| async move {
                let cache = cache(&mut me, MINUTE).await;
                let start = Instant::now();
                for (puts_at, looks_at) in [(0, [59_999, 60_001]), (61_000, [179_999, 180_001])] {
                    sleep_until(start + ms(puts_at)).await;
                    for key in 0..100 {
                        put(&me, cache, &key.to_string(), "1");
                    }
                    for now in looks_at {
                        sleep_until(start + ms(now)).await;
                        let stored = answered(stored(&mut me, cache).await);
                        world.say("client", format!("at {now} ms: in memory {stored}"));
                    }
                }
            }));
            t.expect(
                "transcript",
                &[
                    "at 59999 ms: in memory 100",
                    "at 60001 ms: in memory 0",
                    "at 179999 ms: in memory 100",
                    "at 180001 ms: in memory 0",
                ],
            );
        });
    }

    #[test]
    fn traffic_does_not_keep_the_sweep_away() {
        check("starved_by_traffic", |t| {
            t.run(client(|world, mut me| async move {
                let cache = cache(&mut me, MINUTE).await;
                for key in 0..100 {
                    put(&me, cache, &key.to_string(), "1");
                }
                for _ in 0..12 {
                    sleep(ms(10_000)).await;
                    put(&me, cache, "busy", "1");
                }
                sleep(ms(1)).await;
                let (size, stored) =
                    (answered(size(&mut me, cache).await), answered(stored(&mut me, cache).await));
                world.say("client", format!("after two busy minutes: size {size}, in memory {stored}"));
            }));
            t.expect("transcript", &["after two busy minutes: size 1, in memory 1"]);
        });
    }

    #[test]
    fn a_timer_is_a_message_that_comes_later() {
        check("starved_by_traffic", |t| {
            t.run(client(|world, mut me| async move {
                let cache = cache(&mut me, HOUR * 2).await;
                let start = Instant::now();
                for key in 0..1000 {
                    put(&me, cache, &key.to_string(), "1");
                }
                sleep_until(start + HOUR).await;
                let (size_then, stored_then) =
                    (answered(size(&mut me, cache).await), answered(stored(&mut me, cache).await));
                world.say("client", format!("an hour later: size {size_then}, in memory {stored_then}"));
                answered(get(&mut me, cache, "1").await);
                let then = answered(stored(&mut me, cache).await);
                world.say("client", format!("one of them was read: in memory {then}"));
                me.send(cache.pid(), Sweep); // as the timer would send it
                let then = answered(stored(&mut me, cache).await);
                world.say("client", format!("after a sweep: in memory {then}"));
            }));
            t.beam_section(BEAM, "memory");
        });
    }
}
