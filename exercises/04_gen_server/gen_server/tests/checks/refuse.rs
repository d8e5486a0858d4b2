//! A server that does not come up, and what its starter sees of it.

use super::*;
use desk::First;

const HOW: [&str; 3] = ["trapping", "linked", "unlinked"];

fn outcome(started: Result<Server<Desk>, StartError>) -> String {
    match started {
        Ok(_) => "{:ok, desk}".to_owned(),
        Err(StartError::Ignore) => ":ignore".to_owned(),
        Err(StartError::Stop(reason)) => format!("{{:error, {}}}", shown(&reason)),
        Err(StartError::Timeout) => "{:error, :timeout}".to_owned(),
        Err(StartError::AlreadyStarted(_)) => "{:error, {:already_started, desk}}".to_owned(),
    }
}

/// Whether an exit signal has come, as a letter.
async fn exit(me: &mut Context) -> String {
    let exit = me.receive_timeout::<Exit>(ms(50)).await;
    exit.map_or("no EXIT".to_owned(), |exit| format!("EXIT {}", shown(&exit.reason)))
}

/// What a starter says of its attempt.
async fn attempt(world: &World, mut me: Context, how: &str, what: &str, first: First) {
    let args = (world.clone(), first);
    let result = if how == "unlinked" {
        start(&mut me, args, Options::named("desk")).await
    } else {
        if how == "trapping" {
            me.trap_exit(TrapExit::Yes);
        }
        start_link(&mut me, args, Options::named("desk")).await
    };
    let free = if me.system().whereis("desk").is_some() { "taken" } else { "free" };
    let line = format!("{how}, {what}: {}, the name is {free}, {}", outcome(result), exit(&mut me).await);
    world.say("starter", line);
}

#[test]
fn the_starter_hears_why_there_is_no_server() {
    check("reason_swallowed", |t| {
        let all = [
            ("ignore", First::Ignore),
            ("stop", First::Stop),
            ("crash", First::Crash),
            ("kill", First::Kill),
        ];
        let run = under_every_seed(&recorded("refuse"), move |world, me| async move {
            for (what, first) in all {
                for how in HOW {
                    let inside = world.clone();
                    let starter =
                        me.spawn(
                            move |starter| async move { attempt(&inside, starter, how, what, first).await },
                        );
                    let reason = me.system().join(starter).await;
                    if reason.is_abnormal() {
                        let line = format!("{how}, {what}: the starter ends: {}", shown(&reason));
                        world.say("main", line);
                    }
                }
            }
        });
        t.run(run);
        t.suspect_if(t.lines().iter().any(|line| line.contains("is taken")), "name_kept");
        t.beam_section(BEAM, "refuse");
    });
}

#[test]
fn the_name_is_free_before_the_word_goes_out() {
    check("name_kept", |t| {
        for first in [First::Ignore, First::Stop, First::Crash] {
            let run = run(1, move |world, mut me| async move {
                let _ = start::<Desk>(&mut me, (world, first), Options::named("desk")).await;
            });
            t.events(&run, |event| match &event.kind {
                Kind::Name { name, registered: false } if name == "desk" => {
                    Some("the name is free".to_owned())
                }
                _ => is_word(event).then(|| "the word goes out".to_owned()),
            });
            run.finished();
        }
        t.expect("transcript", &["the name is free", "the word goes out"].repeat(3));
    });
}

#[test]
fn a_taken_name_starts_nothing() {
    check("name_kept", |t| {
        beam(t, "taken", |world, mut me| async move {
            me.system().unregister("main").expect("main has its name");
            me.register("desk").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            let started =
                start_link::<Desk>(&mut me, (world.clone(), First::At(1)), Options::named("desk")).await;
            assert_eq!(started.map(Server::pid), Err(StartError::AlreadyStarted(me.pid())));
            world.say("main", exit(&mut me).await);
        });
    });
}

#[test]
fn a_slow_init_is_given_up() {
    check("slow_init_left", |t| {
        beam(t, "slow_init", |world, mut me| async move {
            let limit = Options { timeout: Some(ms(100)), ..Options::default() };
            let started = start_link(&mut me, (world.clone(), First::Sleep), limit).await;
            world.say("main", format!("main: {}, and it lives", outcome(started)));
        });
    });
}

#[test]
fn nothing_is_left_of_a_slow_init() {
    check("slow_init_left", |t| {
        let slow = [First::Sleep, First::CrashAfter(101), First::CrashAfter(100)];
        let expected = ["1 process, 0 letters"; 3];
        let run = under_every_seed(&expected, move |world, mut me| async move {
            me.trap_exit(TrapExit::Yes);
            for first in slow {
                let limit = Options { timeout: Some(ms(100)), ..Options::default() };
                let started = start_link::<Desk>(&mut me, (world.clone(), first), limit).await;
                sleep(ms(100)).await;
                if matches!(started, Err(StartError::Stop(_))) {
                    exit(&mut me).await; // it was ready at the last moment, and then its EXIT belongs to the starter
                }
                let (processes, letters) = (me.system().process_count(), me.message_queue_len());
                world.say("main", format!("{processes} process, {letters} letters"));
            }
        });
        t.run(run);
        let lines = t.lines();
        let late = lines.len() == 3 && lines[..2] == expected[..2]; // only what a word that came in time leaves
        t.suspect_if(late, "unnamed");
        t.expect("transcript", &expected);
    });
}
