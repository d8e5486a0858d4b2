//! Checks of `links`. Each step is a module, each claim a test.

use std::collections::{BTreeMap, VecDeque};

use exit_signals::{Effect, ExitReason, Sender, TrapExit, Via, effect};
use harness::{Transcript, check};
use links::{Action, Event, Links, absent, step};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

type Name = &'static str;

/// One process of a tiny kernel that does what the actions say.
struct Process {
    links: Links<Name>,
    trap_exit: TrapExit,
    mailbox: Vec<String>,
    died: Option<ExitReason>,
}

/// All processes, and the ends that nobody has been told of yet.
#[derive(Default)]
struct Kernel {
    processes: BTreeMap<Name, Process>,
    ended: VecDeque<(Name, ExitReason)>,
    told: usize,
}

impl Kernel {
    /// Processes with these names; those in the second list trap exits.
    fn with(names: &[Name], trapping: &[Name]) -> Self {
        let mut kernel = Self::default();
        for name in names {
            let trap_exit = if trapping.contains(name) { TrapExit::Yes } else { TrapExit::No };
            let process = Process { links: Links::new(*name), trap_exit, mailbox: Vec::new(), died: None };
            kernel.processes.insert(name, process);
        }
        kernel
    }

    fn event(&mut self, owner: Name, event: Event<Name>) {
        let Some(process) = self.processes.get_mut(owner).filter(|process| process.died.is_none()) else {
            return;
        };
        for action in step(&mut process.links, event) {
            self.carry_out(owner, &action);
        }
    }

    fn carry_out(&mut self, owner: Name, action: &Action<Name>) {
        match action {
            Action::TellLinked { to } => self.tell(owner, to, action, Event::LinkArrived { from: owner }),
            Action::TellUnlinked { to } => self.tell(owner, to, action, Event::UnlinkArrived { from: owner }),
            Action::SendExit { to, reason } => {
                self.told += 1;
                assert!(self.told < 100, "an exit that goes round and round never ends");
                self.event(to, Event::ExitArrived { from: owner, reason: reason.clone() });
            }
            Action::Feel { from, reason } => {
                let process = self.processes.get_mut(owner).expect("the owner is known");
                match effect(Via::Link, Sender::Other, reason, process.trap_exit) {
                    Effect::Ignore => {}
                    Effect::Deliver => process.mailbox.push(format!("EXIT from {from}: {reason}")),
                    Effect::Die(reason) => {
                        process.died = Some(reason.clone());
                        self.ended.push_back((owner, reason));
                    }
                }
            }
        }
    }

    fn tell(&mut self, owner: Name, to: Name, action: &Action<Name>, event: Event<Name>) {
        if self.processes.get(to).is_some_and(|process| process.died.is_none()) {
            self.event(to, event);
        } else if let Some(answer) = absent(to, action) {
            self.event(owner, answer);
        }
    }

    fn link(&mut self, a: Name, b: Name) {
        self.event(a, Event::LinkAsked { peer: b });
    }

    fn unlink(&mut self, a: Name, b: Name) {
        self.event(a, Event::UnlinkAsked { peer: b });
    }

    /// Ends a process, and everybody who ends with it.
    fn end(&mut self, name: Name, reason: &str) {
        self.processes.get_mut(name).expect("it is known").died = Some(reason.into());
        self.ended.push_back((name, reason.into()));
        while let Some((name, reason)) = self.ended.pop_front() {
            let process = self.processes.get_mut(name).expect("it is known");
            for action in step(&mut process.links, Event::Ended { reason }) {
                self.carry_out(name, &action);
            }
        }
    }

    fn peers(&self, name: Name) -> Vec<Name> {
        self.processes[name].links.peers().collect()
    }

    fn print(&self, t: &mut Transcript) {
        for (name, process) in &self.processes {
            let letters: String = process.mailbox.iter().map(|letter| format!(", {letter}")).collect();
            t.line(match &process.died {
                Some(reason) => format!("{name} died: {reason}"),
                None => format!("{name} lives{letters}"),
            });
        }
    }
}

/// `a` linked with `b`, `b` with `c`, and so on.
fn chain(names: &[Name], trapping: &[Name]) -> Kernel {
    let mut kernel = Kernel::with(names, trapping);
    for pair in names.windows(2) {
        kernel.link(pair[0], pair[1]);
    }
    kernel
}

const FOUR: [Name; 4] = ["a", "b", "c", "d"];

fn cycle() -> Kernel {
    let mut kernel = chain(&FOUR, &[]);
    kernel.link("d", "a");
    kernel.end("c", "boom");
    kernel
}

fn normal_end() -> Kernel {
    let mut kernel = Kernel::with(&["a", "b", "c"], &["c"]);
    kernel.link("a", "b");
    kernel.link("a", "c");
    kernel.end("a", "normal");
    kernel
}

fn ended(mut kernel: Kernel, name: Name) -> Kernel {
    kernel.end(name, "boom");
    kernel
}

mod link {
    use super::*;

    #[test]
    fn both_ends_know_each_other() {
        check("link_one_sided", |t| {
            let kernel = chain(&["a", "b"], &[]);
            t.line(format!("a is linked with {:?}, b with {:?}", kernel.peers("a"), kernel.peers("b")));
            t.expect("transcript", &["a is linked with [\"b\"], b with [\"a\"]"]);
        });
    }

    #[test]
    fn linking_twice_is_one_link() {
        check("links_stack", |t| {
            let mut a = Links::new("a");
            for _ in 0..2 {
                t.line(format!("{:?}", step(&mut a, Event::LinkAsked { peer: "b" })));
            }
            t.expect("transcript", &["[TellLinked { to: \"b\" }]", "[]"]);
        });
    }

    #[test]
    fn nobody_is_linked_with_himself() {
        check("links_itself", |t| {
            let mut a = Links::new("a");
            t.line(format!("{:?}", step(&mut a, Event::LinkAsked { peer: "a" })));
            t.line(format!("a is linked with {:?}", a.peers().collect::<Vec<_>>()));
            t.expect("transcript", &["[]", "a is linked with []"]);
        });
    }
}

mod exit {
    use super::*;

    #[test]
    fn each_linked_process_hears_the_reason() {
        check("exit_not_spread", |t| {
            let mut a = Links::new("a");
            for peer in ["b", "c"] {
                let _ = step(&mut a, Event::LinkAsked { peer });
            }
            let told = step(&mut a, Event::Ended { reason: "boom".into() });
            for action in &told {
                t.line(match action {
                    Action::SendExit { to, reason } => format!("exit signal to {to}: {reason}"),
                    other => format!("{other:?}"),
                });
            }
            t.suspect_if(told.len() == 2, "exit_reason_changed");
            t.expect("transcript", &["exit signal to b: boom", "exit signal to c: boom"]);
        });
    }
}

mod signal {
    use super::*;

    #[test]
    fn a_signal_is_felt_once() {
        check("link_survives_exit", |t| {
            let mut a = Links::new("a");
            let _ = step(&mut a, Event::LinkAsked { peer: "b" });
            for _ in 0..2 {
                let felt = step(&mut a, Event::ExitArrived { from: "b", reason: "boom".into() });
                t.line(format!("felt: {}", felt.len()));
                t.suspect_if(a.is_empty(), "late_signal_counts");
            }
            t.expect("transcript", &["felt: 1", "felt: 0"]);
        });
    }

    #[test]
    fn a_signal_without_a_link_is_dropped() {
        check("late_signal_counts", |t| {
            let mut a = Links::new("a");
            let felt = step(&mut a, Event::ExitArrived { from: "b", reason: "boom".into() });
            t.line(format!("felt: {}", felt.len()));
            t.expect("transcript", &["felt: 0"]);
        });
    }

    #[test]
    fn an_exit_runs_down_the_chain() {
        check("exit_not_spread", |t| {
            ended(chain(&FOUR, &[]), "a").print(t);
            t.beam_section(BEAM, "a chain");
        });
    }

    #[test]
    fn an_exit_runs_round_the_cycle_and_stops() {
        check("link_survives_exit", |t| {
            cycle().print(t);
            t.beam_section(BEAM, "a cycle");
        });
    }

    #[test]
    fn who_traps_exits_stops_it() {
        check("exit_reason_changed", |t| {
            ended(chain(&FOUR, &["c"]), "a").print(t);
            t.beam_section(BEAM, "somebody in the chain traps exits");
        });
    }

    #[test]
    fn a_normal_end_ends_nobody() {
        check("exit_reason_changed", |t| {
            normal_end().print(t);
            t.beam_section(BEAM, "a normal end");
        });
    }
}

/// Linked twice, from both ends, and unlinked once.
fn unlinked() -> Kernel {
    let mut kernel = Kernel::with(&["a", "b"], &[]);
    kernel.link("a", "b");
    kernel.link("b", "a");
    kernel.unlink("b", "a");
    kernel
}

fn unlinked_late() -> Kernel {
    let mut kernel = ended(chain(&["a", "b"], &["b"]), "a");
    kernel.unlink("b", "a");
    kernel
}

mod unlink {
    use super::*;

    #[test]
    fn both_ends_forget() {
        check("unlink_one_sided", |t| {
            let mut kernel = chain(&["a", "b"], &[]);
            kernel.unlink("a", "b");
            t.line(format!("a is linked with {:?}, b with {:?}", kernel.peers("a"), kernel.peers("b")));
            t.expect("transcript", &["a is linked with [], b with []"]);
        });
    }

    #[test]
    fn one_unlink_undoes_two_links() {
        check("unlink_one_sided", |t| {
            ended(unlinked(), "a").print(t);
            t.beam_section(BEAM, "linked twice, unlinked once");
        });
    }

    #[test]
    fn an_exit_that_has_come_stays() {
        check("unlink_one_sided", |t| {
            unlinked_late().print(t);
            t.beam_section(BEAM, "unlink after the exit has come");
        });
    }
}

/// `b`, which traps exits, links itself with `a`, which has ended.
fn linked_late() -> Kernel {
    let mut kernel = ended(Kernel::with(&["a", "b"], &["b"]), "a");
    kernel.link("b", "a");
    kernel
}

mod noproc {
    use super::*;

    #[test]
    fn a_link_with_nobody_brings_noproc() {
        check("noproc_missing", |t| {
            let kernel = linked_late();
            kernel.print(t);
            t.beam_section(BEAM, "a link with a process that has ended");
            assert_eq!(kernel.peers("b"), [""; 0], "no link is left");
        });
    }

    #[test]
    fn only_a_link_is_answered() {
        check("noproc_for_all", |_| {
            assert_eq!(absent("b", &Action::TellUnlinked { to: "b" }), None);
            assert_eq!(absent("b", &Action::SendExit { to: "b", reason: ExitReason::Normal }), None);
        });
    }

    #[test]
    fn the_whole_program_prints_what_the_beam_prints() {
        check("noproc_missing", |t| {
            let parts = [
                ("a chain", ended(chain(&FOUR, &[]), "a")),
                ("a cycle", cycle()),
                ("somebody in the chain traps exits", ended(chain(&FOUR, &["c"]), "a")),
                ("a normal end", normal_end()),
                ("linked twice, unlinked once", ended(unlinked(), "a")),
                ("unlink after the exit has come", unlinked_late()),
                ("a link with a process that has ended", linked_late()),
            ];
            for (title, kernel) in parts {
                t.line(format!("-- {title}"));
                kernel.print(t);
            }
            t.beam(BEAM);
        });
    }
}
