//! Checks of `rate_limiter`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use gen_server::{Options, Server, start_link};
use harness::{Run, Transcript, World, check, seeds, sim};
use process::{CallError, Config, Context, ExitReason, System};
use rate_limiter::{Decision, FixedWindow, Limit, RateLimiter, SlidingWindow, hit, users};
use tokio::time::{sleep, sleep_until};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const MINUTE: Duration = Duration::from_secs(60);

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// So many hits in a minute.
fn limit(hits: usize) -> Limit {
    Limit { hits, window: MINUTE }
}

/// A decision as Elixir prints it.
fn shown(decision: Decision) -> String {
    match decision {
        Decision::Allow { left } => format!("{{:allow, {left}}}"),
        Decision::Wait(wait) => format!("{{:wait, {}}}", wait.as_millis()),
    }
}

/// A hundred hits of `ann` at this time, and one more.
fn burst(t: &mut Transcript, now: u64, mut hit: impl FnMut(&str, Duration) -> Decision) {
    let allowed = (0..100).filter(|_| matches!(hit("ann", ms(now)), Decision::Allow { .. })).count();
    t.line(format!("at {now} ms: {allowed} of 100 allowed, then {}", shown(hit("ann", ms(now)))));
}

/// Three hits are allowed in a minute; `ann` comes seven times, `bob` once.
fn visits(t: &mut Transcript, mut hit: impl FnMut(&str, Duration) -> Decision) {
    for now in [0, 10_000, 20_000, 30_000, 59_999, 60_000, 60_000] {
        t.line(format!("at {now} ms, ann: {}", shown(hit("ann", ms(now)))));
    }
    t.line(format!("at 60000 ms, bob: {}", shown(hit("bob", ms(60_000)))));
}

/// Runs `body` as the process `client` and waits for its end.
fn client<F, Fut>(seed: u64, body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, |world| async move {
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

/// Starts a limiter that allows so many hits in a minute.
async fn limiter(me: &mut Context, hits: usize) -> Server<RateLimiter> {
    start_link(me, limit(hits), Options::named("limiter")).await.expect("init says ok")
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
    use rate_limiter::predict::{FIXED, SLIDING, WAIT_MS};

    /// The burst that the recorded transcript shows in this section at this time.
    fn recorded(section: &str, now: u64) -> (usize, u64) {
        let (head, at) = (format!("-- {section}"), format!("at {now} ms: "));
        let mut lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
        let line = lines.find_map(|line| line.strip_prefix(&at)).expect("the transcript has this line");
        let (allowed, wait) = line.split_once(" of 100 allowed, then {:wait, ").expect("a burst");
        let number = "the transcript has numbers there";
        (allowed.parse().expect(number), wait.trim_end_matches('}').parse().expect(number))
    }

    #[test]
    fn the_prediction_is_what_the_beam_allows() {
        check("wait_misjudged", |t| {
            let both = |section| recorded(section, 59_500).0 + recorded(section, 60_400).0;
            let (fixed, sliding) = (both("fixed_edge"), both("sliding_edge"));
            let wait = recorded("sliding_edge", 60_400).1;
            t.line(format!("fixed: {FIXED} of 200"));
            t.line(format!("sliding: {SLIDING} of 200"));
            t.line(format!("wait: {WAIT_MS} ms"));
            t.suspect_if((FIXED, SLIDING) != (fixed, sliding), "edge_overlooked");
            t.suspect_if(FIXED == 0 || SLIDING == 0 || WAIT_MS == 0, "not_yet");
            let beam = [
                format!("fixed: {fixed} of 200"),
                format!("sliding: {sliding} of 200"),
                format!("wait: {wait} ms"),
            ];
            t.expect("beam.out", &beam);
        });
    }
}

mod fixed {
    use super::*;

    #[test]
    fn a_new_window_begins_at_zero() {
        check("old_window_counts", |t| {
            let mut limiter = FixedWindow::new(limit(2));
            let mut may = |now| matches!(limiter.hit("ann", ms(now)), Decision::Allow { .. });
            for now in [59_000, 59_999, 59_999, 60_000, 61_000, 62_000, 300_000] {
                t.line(format!("at {now} ms: {}", if may(now) { "allowed" } else { "refused" }));
            }
            t.expect(
                "transcript",
                &[
                    "at 59000 ms: allowed",
                    "at 59999 ms: allowed",
                    "at 59999 ms: refused",
                    "at 60000 ms: allowed",
                    "at 61000 ms: allowed",
                    "at 62000 ms: refused",
                    "at 300000 ms: allowed",
                ],
            );
        });
    }

    #[test]
    fn each_user_has_a_limit_of_its_own() {
        check("limit_shared", |t| {
            let mut limiter = FixedWindow::new(limit(1));
            for user in ["ann", "bob", "ann"] {
                let allowed = matches!(limiter.hit(user, ms(5)), Decision::Allow { .. });
                t.line(format!("{user}: {}", if allowed { "allowed" } else { "refused" }));
            }
            t.expect("transcript", &["ann: allowed", "bob: allowed", "ann: refused"]);
        });
    }

    #[test]
    fn the_wait_ends_with_the_window() {
        check("wait_is_the_window", |t| {
            let mut limiter = FixedWindow::new(limit(3));
            visits(t, |user, now| limiter.hit(user, now));
            t.beam_section(BEAM, "fixed_wait");
        });
    }

    #[test]
    fn twice_the_limit_fits_around_an_edge() {
        check("old_window_counts", |t| {
            let mut limiter = FixedWindow::new(Limit::default());
            for now in [59_500, 60_400, 119_500] {
                burst(t, now, |user, now| limiter.hit(user, now));
            }
            t.beam_section(BEAM, "fixed_edge");
        });
    }
}

mod sliding {
    use super::*;

    #[test]
    fn no_minute_has_more_than_the_limit() {
        check("still_fixed", |t| {
            let mut limiter = SlidingWindow::new(Limit::default());
            for now in [59_500, 60_400, 119_500] {
                burst(t, now, |user, now| limiter.hit(user, now));
            }
            let counts = |line: &String| line.split(", then").next().map(str::to_owned);
            let counts: Vec<_> = t.lines().iter().filter_map(counts).collect();
            let right = ["at 59500 ms: 100 of 100 allowed", "at 60400 ms: 0 of 100 allowed"];
            t.suspect_if(counts[..2] == right, "refused_counts");
            t.suspect_if(
                counts[..2] == right && counts[2].ends_with("100 of 100 allowed"),
                "waits_for_the_newest",
            );
            t.beam_section(BEAM, "sliding_edge");
        });
    }

    #[test]
    fn the_wait_ends_when_the_oldest_hit_goes() {
        check("waits_for_the_newest", |t| {
            let mut limiter = SlidingWindow::new(limit(3));
            visits(t, |user, now| limiter.hit(user, now));
            let sixth = t.lines()[5].clone();
            t.suspect_if(sixth.ends_with("{:allow, 2}"), "still_fixed");
            t.beam_section(BEAM, "sliding_wait");
        });
    }

    #[test]
    fn who_is_refused_and_tries_again_gets_in_when_told() {
        check("refused_counts", |t| {
            let mut limiter = SlidingWindow::new(limit(1));
            for now in [0, 20_000, 40_000, 59_999, 60_000] {
                t.line(format!("at {now} ms: {}", shown(limiter.hit("ann", ms(now)))));
            }
            t.expect(
                "transcript",
                &[
                    "at 0 ms: {:allow, 0}",
                    "at 20000 ms: {:wait, 40000}",
                    "at 40000 ms: {:wait, 20000}",
                    "at 59999 ms: {:wait, 1}",
                    "at 60000 ms: {:allow, 0}",
                ],
            );
        });
    }
}

mod serve {
    use super::*;

    #[test]
    fn who_waits_as_told_gets_in() {
        check("clock_stands", |t| {
            t.run(client(1, |world, mut me| async move {
                sleep(MINUTE * 7).await; // the server's time begins when the server starts
                let limiter = limiter(&mut me, 2).await;
                sleep(ms(1_000)).await;
                for _ in 0..2 {
                    let _ = answered(hit(&mut me, limiter, "ann").await);
                    sleep(ms(5_000)).await;
                }
                let Decision::Wait(wait) = answered(hit(&mut me, limiter, "ann").await) else {
                    return world.say("client", "a third hit was allowed");
                };
                world.say("client", format!("told to wait {} ms", wait.as_millis()));
                sleep(wait).await;
                let again = answered(hit(&mut me, limiter, "ann").await);
                world.say("client", format!("then {}", shown(again)));
            }));
            t.expect("transcript", &["told to wait 50000 ms", "then {:allow, 0}"]);
        });
    }

    #[test]
    fn the_last_place_is_given_once() {
        check("clock_stands", |t| {
            for seed in seeds(10) {
                t.run(client(seed, |world, mut me| async move {
                    let limiter = limiter(&mut me, 7).await;
                    let boss = me.pid();
                    let ask = move |mut me: Context| async move {
                        let mut allowed = 0;
                        for _ in 0..4 {
                            let decision = answered(hit(&mut me, limiter, "ann").await);
                            allowed += usize::from(matches!(decision, Decision::Allow { .. }));
                        }
                        me.send(boss, allowed);
                    };
                    me.spawn_link(ask);
                    me.spawn_link(ask);
                    let allowed = me.receive::<usize>().await + me.receive::<usize>().await;
                    world.say("client", format!("two ask four times each: {allowed} allowed"));
                }));
            }
            let line = "two ask four times each: 7 allowed";
            t.expect("transcript", &seeds(10).map(|_| line).collect::<Vec<_>>());
        });
    }

    #[test]
    fn quiet_users_are_forgotten() {
        check("quiet_kept", |t| {
            t.run(client(1, |world, mut me| async move {
                let limiter = limiter(&mut me, 100).await;
                let start = tokio::time::Instant::now();
                for user in 1..=100 {
                    let _ = answered(hit(&mut me, limiter, &user.to_string()).await);
                }
                sleep_until(start + ms(30_000)).await;
                for user in 1..=10 {
                    let _ = answered(hit(&mut me, limiter, &user.to_string()).await);
                }
                for now in [59_999, 60_001, 120_001] {
                    sleep_until(start + ms(now)).await;
                    let users = answered(users(&mut me, limiter).await);
                    world.say("client", format!("at {now} ms: {users} users in memory"));
                }
            }));
            t.suspect_if(t.lines()[1] == "at 60001 ms: 0 users in memory", "forgets_the_active");
            t.expect(
                "transcript",
                &[
                    "at 59999 ms: 100 users in memory",
                    "at 60001 ms: 10 users in memory",
                    "at 120001 ms: 0 users in memory",
                ],
            );
        });
    }

    #[test]
    fn who_is_forgotten_has_lost_nothing() {
        check("forgets_the_active", |t| {
            let mut limiter = SlidingWindow::new(limit(2));
            for (now, forget) in [(0, false), (30_000, true), (60_000, true), (60_001, true), (90_000, true)]
            {
                if forget {
                    limiter.forget_quiet(ms(now));
                }
                t.line(format!("at {now} ms: {}", shown(limiter.hit("ann", ms(now)))));
            }
            limiter.forget_quiet(ms(149_999));
            t.line(format!("at 149999 ms: {} user in memory", limiter.users()));
            limiter.forget_quiet(ms(150_000));
            t.line(format!("at 150000 ms: {} users in memory", limiter.users()));
            t.expect(
                "transcript",
                &[
                    "at 0 ms: {:allow, 1}",
                    "at 30000 ms: {:allow, 0}",
                    "at 60000 ms: {:allow, 0}",
                    "at 60001 ms: {:wait, 29999}",
                    "at 90000 ms: {:allow, 0}",
                    "at 149999 ms: 1 user in memory",
                    "at 150000 ms: 0 users in memory",
                ],
            );
        });
    }

    #[test]
    fn a_thousand_guests_leave_no_trace() {
        check("quiet_kept", |t| {
            let mut limiter = SlidingWindow::new(Limit::default());
            for user in 1..=1000 {
                let _ = limiter.hit(&user.to_string(), ms(0));
            }
            for user in 1..=10 {
                let _ = limiter.hit(&user.to_string(), ms(30_000));
            }
            for now in [59_999, 60_000, 90_000] {
                limiter.forget_quiet(ms(now));
                t.line(format!("at {now} ms, after forgetting: {} users in memory", limiter.users()));
            }
            t.suspect_if(t.lines()[1].ends_with(": 0 users in memory"), "forgets_the_active");
            t.beam_section(BEAM, "quiet");
        });
    }
}
