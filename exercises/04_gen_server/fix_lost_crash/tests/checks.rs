//! Checks of `fix_lost_crash`. Each step is a module, each claim a test.

use std::future::{Future, pending};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use fix_lost_crash::{Ask, Reports, Title, Work, order};
use gen_server::{CALL_LIMIT, Options, Server, start};
use harness::{Run, World, check, sim};
use process::{Config, Context, ExitReason, System};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// `may` has twelve pages after a second; `june` crashes after a second; the others are never ready.
fn render(title: Title) -> Work {
    match title {
        "may" => Box::pin(async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            12
        }),
        "june" => Box::pin(async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            resume_unwind(Box::new("boom"))
        }),
        _ => Box::pin(pending()),
    }
}

/// Runs `body` as the process `client`, with a server `reports`.
fn client<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context, Server<Reports>) -> Fut + Send + 'static,
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
        let client = system.spawn(|mut me| async move {
            me.register("client").expect("the name is free");
            let reports = start(&mut me, render as fn(Title) -> Work, Options::named("reports"));
            let reports = reports.await.expect("init says ok");
            body(inside, me, reports).await;
        });
        system.join(client).await;
    })
}

/// Asks, and says what came of it.
async fn ask(world: &World, me: &mut Context, reports: Server<Reports>, request: Ask) {
    let what = format!("{request:?}");
    let told = match reports.call(me, request).await {
        Ok(told) => format!("{told:?}"),
        Err(error) => error.to_string(),
    };
    world.say("client", format!("{what}: {told}"));
}

mod predict {
    use super::*;
    use fix_lost_crash::predict::{CAST_TO_NOBODY, SPAWN, SPAWN_LINK, SPAWN_MONITOR};

    /// What the recorded transcript says after `head` in a section.
    fn recorded(section: &str, head: &str) -> &'static str {
        let mut lines = BEAM.lines().skip_while(|line| line.strip_prefix("-- ") != Some(section)).skip(1);
        match lines.find_map(|line| line.strip_prefix(head)).expect("each section has this line") {
            "exit :noproc" => "gone",
            answer => answer.trim_start_matches(':'),
        }
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_who_hears", |t| {
            let ours = [SPAWN, SPAWN_LINK, SPAWN_MONITOR, CAST_TO_NOBODY];
            t.suspect_if(CAST_TO_NOBODY != "ok", "predicts_that_cast_tells");
            t.suspect_if(ours[..3] != ["working", "gone", "idle"], "predicts_who_hears");
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let [spawn, link, monitor] =
                ["spawn", "spawn_link", "spawn_monitor"].map(|section| recorded(section, "status: "));
            t.expect("beam.out", &[spawn, link, monitor, recorded("gone", "cast: ")]);
        });
    }
}

mod watch {
    use super::*;

    #[test]
    fn a_crash_of_the_worker_is_told_to_everyone_who_waits() {
        check("crash_lost", |t| {
            t.run(client(|world, mut me, reports| async move {
                let (second, inside) = (world.clone(), reports);
                me.spawn(move |mut me| async move {
                    me.register("second").expect("the name is free");
                    let told = inside.call(&mut me, Ask::Make("june")).await;
                    second.say("second", format!("second: {told:?}"));
                });
                ask(&world, &mut me, reports, Ask::Make("june")).await;
                world.settle().await;
                ask(&world, &mut me, reports, Ask::Status("june")).await;
                world.say("client", format!("server alive: {}", me.system().is_alive(reports.pid())));
            }));
            t.suspect_if(t.lines().contains(&"server alive: false".to_owned()), "server_dies_too");
            let first = t.lines().first().cloned().unwrap_or_default();
            t.suspect_if(first.starts_with("second: Ok(Failed"), "begun_twice");
            let expected = [
                r#"Make("june"): Failed("panic: boom")"#,
                r#"second: Ok(Failed("panic: boom"))"#,
                r#"Status("june"): Failed("panic: boom")"#,
                "server alive: true",
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn another_report_is_not_held_responsible() {
        check("wrong_report_failed", |t| {
            t.run(client(|world, mut me, reports| async move {
                for title in ["april", "may", "june", "july"] {
                    reports.cast(&me, title);
                }
                tokio::time::sleep(Duration::from_secs(2)).await;
                for title in ["april", "may", "june", "july", "august"] {
                    ask(&world, &mut me, reports, Ask::Status(title)).await;
                }
            }));
            let normal = r#"Status("may"): Failed("normal")"#;
            t.suspect_if(t.lines().contains(&normal.to_owned()), "normal_end_is_failure");
            let expected = [
                r#"Status("april"): Working"#,
                r#"Status("may"): Done(12)"#,
                r#"Status("june"): Failed("panic: boom")"#,
                r#"Status("july"): Working"#,
                r#"Status("august"): Unknown"#,
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn a_worker_that_is_done_ends_and_nothing_follows_from_it() {
        check("normal_end_is_failure", |t| {
            t.run(client(|world, mut me, reports| async move {
                ask(&world, &mut me, reports, Ask::Make("may")).await;
                world.settle().await;
                ask(&world, &mut me, reports, Ask::Status("may")).await;
                let monitors = me.system().info(reports.pid()).map(|info| info.monitors.len());
                world.say("client", format!("monitors left: {monitors:?}"));
            }));
            t.expect(
                "transcript",
                &[r#"Make("may"): Done(12)"#, r#"Status("may"): Done(12)"#, "monitors left: Some(0)"],
            );
        });
    }
}

mod again {
    use super::*;

    #[test]
    fn a_report_that_failed_can_be_asked_for_again() {
        check("never_again", |t| {
            t.run(client(|world, mut me, reports| async move {
                for _ in 0..2 {
                    ask(&world, &mut me, reports, Ask::Make("june")).await;
                }
                ask(&world, &mut me, reports, Ask::Make("may")).await;
                ask(&world, &mut me, reports, Ask::Make("may")).await;
            }));
            let [failed, done] = [r#"Make("june"): Failed("panic: boom")"#, r#"Make("may"): Done(12)"#];
            t.expect("transcript", &[failed, failed, done, done]);
        });
    }

    #[test]
    fn a_report_that_is_being_rendered_is_not_begun_twice() {
        check("begun_twice", |t| {
            t.run(client(|world, mut me, reports| async move {
                let before = me.system().process_count();
                for _ in 0..3 {
                    ask(&world, &mut me, reports, Ask::Order("july")).await;
                }
                world.say("client", format!("workers: {}", me.system().process_count() - before));
            }));
            let accepted = r#"Order("july"): Accepted"#;
            t.expect("transcript", &[accepted, accepted, accepted, "workers: 1"]);
        });
    }
}

mod arrived {
    use super::*;

    #[test]
    fn an_order_to_nobody_is_known_at_once() {
        check("cast_believed", |t| {
            t.run(client(|world, mut me, reports| async move {
                world.say("client", format!("alive: {}", order(&mut me, reports, "july").await));
                reports.stop(&mut me, ExitReason::Normal, None).await.expect("it has no reason to refuse");
                world.say("client", format!("gone: {}", order(&mut me, reports, "july").await));
            }));
            t.suspect_if(t.lines().contains(&"alive: false".to_owned()), "waits_for_the_report");
            t.expect("transcript", &["alive: true", "gone: false"]);
        });
    }

    #[test]
    fn the_order_does_not_wait_for_the_report() {
        check("waits_for_the_report", |t| {
            t.run(client(|world, mut me, reports| async move {
                let asked = world.elapsed();
                let arrived = order(&mut me, reports, "july").await;
                let at_once = world.elapsed() - asked < CALL_LIMIT;
                world.say("client", format!("arrived: {arrived}, at once: {at_once}"));
                ask(&world, &mut me, reports, Ask::Status("july")).await;
            }));
            t.expect("transcript", &["arrived: true, at once: true", r#"Status("july"): Working"#]);
        });
    }
}
