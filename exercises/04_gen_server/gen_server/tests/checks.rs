//! Checks of `gen_server`. Each step is a module, each claim a test. Every program runs under twenty seeds.

use std::future::{Future, pending};
use std::panic::resume_unwind;
use std::time::Duration;

use gen_server::{
    Answer, Client, GenServer, Init, Next, Options, Server, StartError, Timeout, start, start_link,
};
use harness::{Event, Kind, Run, Transcript, World, check, seeds, sim};
use process::{CallError, Config, Context, Crash, Envelope, Exit, ExitReason, Pid, System, TrapExit};
use tokio::time::sleep;

#[path = "checks/desk.rs"]
mod desk;

use desk::{Ask, Desk, PleaseReply, Tell, open, result};

/// What the BEAM printed for the same programs.
const BEAM: &str = include_str!("../beam.out");

/// A system in the deterministic world. What is not written yet says so, whichever process comes to it.
fn system(world: &World) -> System {
    let log = |crash: &Crash| {
        let reason = crash.reason.to_string();
        assert!(!reason.starts_with("panic: not yet implemented"), "{}", &reason["panic: ".len()..]);
    };
    System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(std::sync::Arc::new(log)),
        ..Config::default()
    })
}

/// Runs `body` as the process `main`, and waits for its end.
fn run<F, Fut>(seed: u64, body: F) -> Run<ExitReason>
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, |world| async move {
        let system = system(&world);
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            body(world, me).await;
        });
        system.join(main).await
    })
}

/// Runs a program under every seed and hands back the first run whose lines differ from `expected`.
fn under_every_seed<F, Fut>(expected: &[&str], body: F) -> Run<ExitReason>
where
    F: Fn(World, Context) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let mut kept = None;
    for seed in seeds(20) {
        let run = run(seed, body.clone());
        let differs = run.is_deadlock() || run.lines().ne(expected.iter().map(|line| (*line).to_owned()));
        kept = Some(run);
        if differs {
            break;
        }
    }
    kept.expect("at least one seed is tried")
}

/// Whether a process has told its starter how `init` went.
fn is_word(event: &Event) -> bool {
    matches!(&event.kind, Kind::Send { label, .. } if label.starts_with("ack"))
}

/// The lines of one section of the recorded transcript.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

/// The program must print the recorded section under every seed.
fn beam<F, Fut>(t: &mut Transcript, section: &str, body: F)
where
    F: Fn(World, Context) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    t.run(under_every_seed(&recorded(section), body));
    let terminated = t.lines().iter().filter(|line| line.starts_with("desk: terminate"));
    let terminated: Vec<&str> = terminated.filter_map(|line| line.split(" at ").nth(1)).collect();
    t.suspect_if(terminated.windows(2).any(|pair| pair[0] == pair[1]), "terminated_twice");
    t.beam_section(BEAM, section);
}

const fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// A reason as `inspect` prints it; a panic stands for `exit(:boom)`.
fn shown(reason: &ExitReason) -> String {
    match reason {
        ExitReason::Panic(message) => format!(":{message}"),
        reason => format!(":{reason}"),
    }
}

#[path = "checks/predict.rs"]
mod predict;

#[path = "checks/start.rs"]
mod start;

#[path = "checks/refuse.rs"]
mod refuse;

#[path = "checks/call.rs"]
mod call;

#[path = "checks/cast_info.rs"]
mod cast_info;

#[path = "checks/continue_timeout.rs"]
mod continue_timeout;

#[path = "checks/terminate.rs"]
mod terminate;
