//! Checks of `monitors`. Each step is a module, each claim a test.

use std::collections::BTreeMap;

use exit_signals::ExitReason;
use harness::{Event as Traced, Kind, Run, Tracer, Transcript, check, sim};
use monitors::{Action, Event, Flush, Monitors, Target, absent, step};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

type Name = &'static str;

/// One process of a tiny kernel that does what the actions say.
#[derive(Default)]
struct Process {
    monitors: Monitors<Name, u32>,
    mailbox: Vec<(u32, String)>,
}

/// The processes that live, and who is registered as `server`.
#[derive(Default)]
struct Kernel {
    alive: BTreeMap<Name, Process>,
    server: Option<Name>,
    tracer: Option<Tracer>,
}

/// Runs a program on a kernel that tells its tracer what happens, so that it can be drawn.
fn traced(names: &'static [Name], program: impl FnOnce(&mut Kernel) + 'static) -> Run<Kernel> {
    sim(1, |world| async move {
        let mut kernel = Kernel { tracer: Some(world.tracer()), ..Kernel::with(names) };
        program(&mut kernel);
        kernel
    })
}

fn reference(n: u32) -> &'static str {
    ["first", "second"].get(n as usize - 1).unwrap_or(&"another")
}

fn show(target: &Target<Name>) -> String {
    match target {
        Target::Process(name) => (*name).to_owned(),
        Target::Name(name, _) => name.to_string(),
    }
}

impl Kernel {
    fn with(names: &[Name]) -> Self {
        let mut kernel = Self::default();
        kernel.alive.extend(names.iter().map(|name| (*name, Process::default())));
        kernel
    }

    fn trace(&self, process: Name, kind: Kind) {
        if let Some(tracer) = &self.tracer {
            tracer(Traced { at: 0, process: process.to_owned(), kind, source: None });
        }
    }

    fn event(&mut self, owner: Name, event: Event<Name, u32>) {
        let Some(process) = self.alive.get_mut(owner) else { return };
        for action in step(&mut process.monitors, event) {
            self.carry_out(owner, action);
        }
    }

    fn carry_out(&mut self, owner: Name, action: Action<Name, u32>) {
        match &action {
            Action::TellMonitored { target, reference } => {
                let event = Event::MonitorArrived { reference: *reference, watcher: owner };
                self.tell(owner, target, &action, event);
            }
            Action::TellDemonitored { target, reference } => {
                self.tell(owner, target, &action, Event::DemonitorArrived { reference: *reference });
            }
            Action::Deliver { reference: n, target, reason } => {
                self.trace(owner, Kind::Down { of: show(target), reason: reason.to_string() });
                let line = format!("DOWN {} of {}: {reason}", reference(*n), show(target));
                self.alive.get_mut(owner).expect("the owner lives").mailbox.push((*n, line));
            }
            Action::Discard { reference } => {
                self.alive.get_mut(owner).expect("the owner lives").mailbox.retain(|(n, _)| n != reference);
            }
            Action::SendDown { to, reference, reason } => {
                self.event(to, Event::DownArrived { reference: *reference, reason: reason.clone() });
            }
        }
    }

    fn tell(&mut self, owner: Name, to: &Target<Name>, action: &Action<Name, u32>, event: Event<Name, u32>) {
        let process = match to {
            Target::Process(name) => Some(*name),
            Target::Name(_, process) => *process,
        };
        match process.filter(|process| self.alive.contains_key(process)) {
            Some(process) => self.event(process, event),
            None => {
                if let Some(answer) = absent(action) {
                    self.event(owner, answer);
                }
            }
        }
    }

    fn monitor(&mut self, reference: u32, process: Name) {
        self.trace("a", Kind::Monitor { of: process.to_owned() });
        self.event("a", Event::MonitorAsked { reference, target: Target::Process(process) });
    }

    fn monitor_server(&mut self, reference: u32) {
        let target = Target::Name("server".into(), self.server);
        self.event("a", Event::MonitorAsked { reference, target });
    }

    fn demonitor(&mut self, reference: u32, flush: Flush) {
        self.trace("a", Kind::Demonitor { of: "b".to_owned() });
        self.event("a", Event::DemonitorAsked { reference, flush });
    }

    fn end(&mut self, name: Name, reason: &str) {
        let mut process = self.alive.remove(name).expect("it lives");
        self.trace(name, Kind::Exit { reason: reason.to_owned() });
        for action in step(&mut process.monitors, Event::Ended { reason: reason.into() }) {
            self.carry_out(name, action);
        }
    }

    fn mailbox(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.alive["a"].mailbox.iter().map(|(_, line)| line.clone()).collect();
        lines.sort();
        lines
    }

    fn print(&self, t: &mut Transcript) {
        let lines = self.mailbox();
        if lines.is_empty() {
            t.line("nothing");
        }
        for line in lines {
            t.line(line);
        }
    }

    fn watchers_of(&self, name: Name) -> Vec<(u32, Name)> {
        self.alive[name].monitors.watchers().map(|(reference, watcher)| (reference, *watcher)).collect()
    }

    fn watching(&self, name: Name) -> Vec<u32> {
        self.alive[name].monitors.watching().map(|(reference, _)| reference).collect()
    }
}

mod monitor {
    use super::*;

    #[test]
    fn both_sides_remember() {
        check("target_not_told", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.monitor(1, "b");
            t.line(format!(
                "a watches: {:?}; b is watched by: {:?}",
                kernel.watching("a"),
                kernel.watchers_of("b")
            ));
            t.expect("transcript", &["a watches: [1]; b is watched by: [(1, \"a\")]"]);
        });
    }

    #[test]
    fn two_monitors_of_one_process_are_two() {
        check("monitors_collapse", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.monitor(1, "b");
            kernel.monitor(2, "b");
            t.line(format!(
                "a watches: {:?}; b is watched by: {:?}",
                kernel.watching("a"),
                kernel.watchers_of("b")
            ));
            t.expect("transcript", &["a watches: [1, 2]; b is watched by: [(1, \"a\"), (2, \"a\")]"]);
        });
    }
}

mod down {
    use super::*;

    #[test]
    fn each_monitor_fires_with_the_reason() {
        check("watchers_not_told", |t| {
            let run = traced(&["a", "b"], |kernel| {
                kernel.monitor(1, "b");
                kernel.monitor(2, "b");
                kernel.end("b", "boom");
            });
            let kernel = run.finished();
            t.suspect_if(kernel.mailbox().len() == 1, "monitors_collapse");
            kernel.print(t);
            t.beam_section(BEAM, "two monitors of one process");
        });
    }

    #[test]
    fn a_monitor_fires_once() {
        check("fires_twice", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.monitor(1, "b");
            for _ in 0..2 {
                kernel.event("a", Event::DownArrived { reference: 1, reason: "boom".into() });
            }
            kernel.print(t);
            t.expect("transcript", &["DOWN first of b: boom"]);
        });
    }

    #[test]
    fn a_down_that_nobody_asked_for_is_dropped() {
        check("down_without_monitor", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.event("a", Event::DownArrived { reference: 1, reason: "boom".into() });
            kernel.print(t);
            t.expect("transcript", &["nothing"]);
        });
    }

    #[test]
    fn who_ends_watches_nobody_any_more() {
        check("watched_keeps_watcher", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.monitor(1, "b");
            let mut a = kernel.alive.remove("a").expect("it lives");
            for action in step(&mut a.monitors, Event::Ended { reason: ExitReason::Normal }) {
                t.line(format!("{action:?}"));
            }
            t.expect("transcript", &["TellDemonitored { target: Process(\"b\"), reference: 1 }"]);
        });
    }
}

mod demonitor {
    use super::*;

    #[test]
    fn a_removed_monitor_stays_silent() {
        check("demonitor_one_sided", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.monitor(1, "b");
            kernel.monitor(2, "b");
            kernel.demonitor(1, Flush::No);
            t.line(format!(
                "a watches: {:?}; b is watched by: {:?}",
                kernel.watching("a"),
                kernel.watchers_of("b")
            ));
            t.expect("transcript", &["a watches: [2]; b is watched by: [(2, \"a\")]"]);
            kernel.end("b", "boom");
            assert_eq!(kernel.mailbox(), ["DOWN second of b: boom"]);
        });
    }

    #[test]
    fn a_down_in_the_mailbox_stays_without_flush() {
        check("flush_always", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.monitor(1, "b");
            kernel.end("b", "boom");
            kernel.demonitor(1, Flush::No);
            kernel.print(t);
            t.beam_section(BEAM, "demonitor after the end");
        });
    }

    #[test]
    fn a_flush_takes_it_out() {
        check("flush_ignored", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.monitor(1, "b");
            kernel.end("b", "boom");
            kernel.demonitor(1, Flush::Yes);
            kernel.print(t);
            t.beam_section(BEAM, "demonitor after the end, with flush");
        });
    }
}

mod noproc {
    use super::*;

    #[test]
    fn who_watches_nobody_hears_noproc_at_once() {
        check("noproc_missing", |t| {
            let mut kernel = Kernel::with(&["a", "b"]);
            kernel.end("b", "boom");
            kernel.monitor(1, "b");
            kernel.print(t);
            t.beam_section(BEAM, "a process that has ended");
        });
    }

    #[test]
    fn only_a_monitor_is_answered() {
        check("noproc_for_all", |_| {
            let target = Target::Process("b");
            assert_eq!(absent(&Action::TellDemonitored { target, reference: 1 }), None::<Event<Name, u32>>);
            let down = Action::SendDown { to: "b", reference: 1, reason: ExitReason::Normal };
            assert_eq!(absent(&down), None::<Event<Name, u32>>);
        });
    }

    #[test]
    fn the_whole_program_prints_what_the_beam_prints() {
        check("noproc_missing", |t| {
            let fresh = |title: &str, t: &mut Transcript| {
                t.line(format!("-- {title}"));
                Kernel::with(&["a", "b"])
            };
            let mut kernel = fresh("two monitors of one process", t);
            kernel.monitor(1, "b");
            kernel.monitor(2, "b");
            kernel.end("b", "boom");
            kernel.print(t);
            let mut kernel = fresh("a normal end", t);
            kernel.monitor(1, "b");
            kernel.end("b", "normal");
            kernel.print(t);
            let mut kernel = fresh("a process that has ended", t);
            kernel.end("b", "boom");
            kernel.monitor(1, "b");
            kernel.print(t);
            let mut kernel = fresh("a name", t);
            kernel.server = Some("b");
            kernel.monitor_server(1);
            kernel.end("b", "boom");
            kernel.print(t);
            let mut kernel = fresh("a name that nobody has", t);
            kernel.monitor_server(1);
            kernel.print(t);
            let mut kernel = fresh("demonitor before the end", t);
            kernel.monitor(1, "b");
            kernel.monitor(2, "b");
            kernel.demonitor(1, Flush::No);
            kernel.end("b", "boom");
            kernel.print(t);
            for (title, flush) in
                [("demonitor after the end", Flush::No), ("demonitor after the end, with flush", Flush::Yes)]
            {
                let mut kernel = fresh(title, t);
                kernel.monitor(1, "b");
                kernel.end("b", "boom");
                kernel.demonitor(1, flush);
                kernel.print(t);
            }
            t.beam(BEAM);
        });
    }
}
