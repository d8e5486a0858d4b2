//! Checks of `process`. Each step is a module, each claim a test. Every program runs under twenty seeds.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{Outcome, Run, Transcript, World, check, seeds, sim};
use process::{Config, Context, Crash, Down, Ending, Exit, ExitReason, Flush, Pid, System, TrapExit};

/// What the BEAM printed for the same programs.
const BEAM: &str = include_str!("../beam.out");

/// A system in the deterministic world. Only `a` is heard to panic; what is not written yet says so always.
fn system(world: &World, seed: u64) -> System {
    let say = world.clone();
    let log = move |crash: &Crash| {
        let reason = crash.reason.to_string();
        assert!(!reason.starts_with("panic: not yet implemented"), "{}", &reason["panic: ".len()..]);
        if crash.name.as_deref() == Some("a") {
            say.say("crash log", format!("crash log: {reason}"));
        }
    };
    System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        seed,
        crash_log: Some(Arc::new(log)),
    })
}

/// Runs a program on a fresh system.
fn run<F, Fut>(seed: u64, program: F) -> Run
where
    F: FnOnce(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    sim(seed, |world| {
        let system = system(&world, seed);
        program(world, system)
    })
}

/// Runs a program under every seed and keeps the transcript of the first run that differs from `expected`.
fn under_every_seed<F, Fut>(t: &mut Transcript, expected: &[&str], program: F)
where
    F: Fn(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    let mut kept = None;
    for seed in seeds(20) {
        let run = run(seed, &program);
        let differs = run.is_deadlock() || run.lines().ne(expected.iter().map(|line| (*line).to_owned()));
        kept = Some(run);
        if differs {
            break;
        }
    }
    t.run(kept.expect("at least one seed is tried"));
}

/// The lines of one section of the recorded transcript.
fn recorded(section: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).collect()
}

/// The program must print the recorded section under every seed.
fn beam<F, Fut>(t: &mut Transcript, section: &str, program: F)
where
    F: Fn(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    under_every_seed(t, &recorded(section), program);
    t.beam_section(BEAM, section);
}

/// The program must print these lines under every seed.
fn always<F, Fut>(t: &mut Transcript, expected: &[&str], program: F)
where
    F: Fn(World, System) -> Fut,
    Fut: Future<Output = ()> + 'static,
{
    under_every_seed(t, expected, program);
    t.expect("transcript", expected);
}

/// Somebody who waits for an order and does nothing else.
async fn idle(mut me: Context) {
    me.receive::<Stop>().await;
}

#[derive(Clone, Copy, Debug)]
struct Stop;

#[path = "checks/spawn.rs"]
mod spawn;

#[path = "checks/receive.rs"]
mod receive;

#[path = "checks/monitors.rs"]
mod monitors;

#[path = "checks/exit.rs"]
mod exit;

#[path = "checks/links.rs"]
mod links;

#[path = "checks/names.rs"]
mod names;

/// A value that any of the types a process may return can be made of.
#[allow(dead_code, reason = "it is enough that it compiles")]
fn everything_ends(me: Context) -> impl Future<Output: Ending> {
    async move {
        let mut me = me;
        loop {
            me.next().await;
        }
    }
}
