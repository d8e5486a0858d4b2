//! Plays a history with the core alone: processes are entries in a table, the mailbox is a queue, time is a number.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use process::{Config, ExitReason, Pid, System};
use supervisor::core::{Action, Event, Request, State, step};
use supervisor::{ChildError, ChildId, ChildInfo, ChildSpec, ChildState, Flags, Shutdown, StartError};

use crate::history::{Ask, Spec, Step};
use crate::words;

/// What happened, line by line.
pub fn play(steps: Vec<Step>) -> Vec<String> {
    let mut player = Player::new();
    let (mut flags, mut children) = (Flags::default(), Vec::new());
    for step in steps {
        match step {
            Step::Flags { strategy, max_restarts, max_seconds } => {
                flags = Flags { strategy: words::strategy(strategy), max_restarts, max_seconds };
            }
            Step::Child(spec) => {
                player.manners.insert(spec.id, spec.manner);
                children.push(player.child(&spec));
            }
            Step::Begin => player.begin(State::new(flags, std::mem::take(&mut children))),
            step => player.happen(step),
        }
        if player.over {
            break;
        }
    }
    player.lines
}

struct Player {
    lines: Vec<String>,
    now: Duration,
    core: State,
    over: bool,
    manners: BTreeMap<char, &'static str>,
    plans: BTreeMap<char, VecDeque<&'static str>>,
    lives: BTreeMap<char, usize>,
    /// Who runs: the pid and its name, the id first.
    running: BTreeMap<char, Pid>,
    names: BTreeMap<Pid, String>,
    /// The mailbox of the supervisor.
    mailbox: VecDeque<Letter>,
    meanwhile: Option<Ask>,
    /// What was answered, until all that follows from it has happened.
    answers: Vec<String>,
    system: System,
}

enum Letter {
    Event(Event),
    Question(Ask),
}

/// What came of an event.
#[derive(Default)]
struct Outcome {
    reply: Option<Result<Option<Pid>, ChildError>>,
    stop: Option<ExitReason>,
}

impl Player {
    fn new() -> Self {
        // Makes pids, and runs nothing.
        let system = System::new(Config { spawner: Some(Arc::new(std::mem::forget)), ..Config::default() });
        Self {
            lines: Vec::new(),
            now: Duration::ZERO,
            core: State::new(Flags::default(), Vec::new()),
            over: false,
            manners: BTreeMap::new(),
            plans: BTreeMap::new(),
            lives: BTreeMap::new(),
            running: BTreeMap::new(),
            names: BTreeMap::new(),
            mailbox: VecDeque::new(),
            meanwhile: None,
            answers: Vec::new(),
            system,
        }
    }

    fn say(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    fn child(&self, spec: &Spec) -> ChildSpec {
        let nothing = ChildSpec::new(spec.id.to_string(), |_| Box::pin(async { Err(StartError::Ignore) }));
        nothing.restart(words::restart(spec.restart)).shutdown(words::shutdown(spec.shutdown))
    }

    fn begin(&mut self, core: State) {
        self.core = core;
        match self.carry_out(Event::Begun).stop {
            Some(reason) => {
                self.say(format!("begin: {reason}"));
                self.over = true;
            }
            None => self.say("begin: ok"),
        }
    }

    fn happen(&mut self, step: Step) {
        match step {
            Step::Plan { id, outcomes } => drop(self.plans.insert(id, outcomes.into())),
            Step::Exit { id, reason } => self.exit(id, reason),
            Step::Together { first, second } => {
                self.exit(first.0, first.1);
                self.exit(second.0, second.1);
            }
            Step::Stranger { reason } => {
                let stranger = self.system.spawn(|_| async {});
                self.hears(Event::Exited { pid: stranger, reason: words::reason(reason) });
            }
            Step::Later { seconds } => self.now += Duration::from_secs(seconds),
            Step::Meanwhile(ask) => {
                self.meanwhile = Some(ask);
                return;
            }
            Step::Ask(ask) => {
                let answer = self.answer(&ask);
                self.answers.push(format!("{ask}: {answer}"));
            }
            Step::Stop { reason } => return self.end(&words::reason(reason)),
            Step::Parent { reason: "kill" } => return self.end(&ExitReason::Killed),
            Step::Parent { reason } => return self.end(&words::reason(reason)),
            Step::Flags { .. } | Step::Child(_) | Step::Begin => unreachable!("done before"),
        }
        self.quiet();
    }

    fn hears(&mut self, event: Event) {
        self.mailbox.push_back(Letter::Event(event));
    }

    /// The supervisor handles its mailbox until that is empty, or it ends.
    fn quiet(&mut self) {
        while let Some(letter) = self.mailbox.pop_front() {
            match letter {
                Letter::Event(event) => {
                    if let Some(reason) = self.carry_out(event).stop {
                        return self.end(&reason);
                    }
                }
                Letter::Question(ask) => {
                    let answer = self.answer(&ask);
                    self.answers.push(format!("meanwhile {ask}: {answer}"));
                }
            }
        }
        self.lines.append(&mut self.answers);
    }

    fn end(&mut self, reason: &ExitReason) {
        self.carry_out(Event::Ending);
        for letter in std::mem::take(&mut self.mailbox) {
            if let Letter::Question(ask) = letter {
                self.answers.push(format!("meanwhile {ask}: no answer"));
            }
        }
        self.lines.append(&mut self.answers);
        self.say(format!("supervisor exit: {reason}"));
        self.over = true;
    }

    /// A child ends itself, or is killed.
    fn exit(&mut self, id: char, word: &'static str) {
        let Some(pid) = self.running.remove(&id) else { return self.say(format!("{id} does not run")) };
        let reason = if word == "kill" { ExitReason::Killed } else { words::reason(word) };
        self.say(if word == "kill" { format!("kill {id}") } else { format!("exit {id} {reason}") });
        self.hears(Event::Exited { pid, reason });
    }

    fn carry_out(&mut self, event: Event) -> Outcome {
        let mut outcome = Outcome::default();
        let mut orders: VecDeque<Action> = step(&mut self.core, event, self.now).into();
        while let Some(order) = orders.pop_front() {
            match order {
                Action::Start(id) => {
                    let event = self.start(id);
                    if matches!(event, Event::NotStarted { .. }) {
                        orders.clear();
                    }
                    for order in step(&mut self.core, event, self.now).into_iter().rev() {
                        orders.push_front(order);
                    }
                }
                Action::End { id, pid, shutdown } => self.told_to_end(letter(&id), pid, shutdown),
                Action::TryAgain(id) => self.hears(Event::TryAgain { id }),
                Action::Reply(reply) => outcome.reply = Some(reply),
                Action::Stop(reason) => outcome.stop = Some(reason),
            }
        }
        outcome
    }

    fn start(&mut self, id: ChildId) -> Event {
        let name = letter(&id);
        let meanwhile = self.meanwhile.take();
        let outcome = self.plans.entry(name).or_default().pop_front().unwrap_or("ok");
        self.say(if outcome == "ok" { format!("start {id}") } else { format!("start {id}: {outcome}") });
        self.mailbox.extend(meanwhile.map(Letter::Question));
        match outcome {
            "ignore" => Event::Started { id, pid: None },
            "error" => Event::NotStarted { id, reason: "boom".into() },
            _ => {
                let pid = self.system.spawn(|_| async {});
                let life = self.lives.entry(name).or_default();
                *life += 1;
                self.names.insert(pid, format!("{id}{life}"));
                let old = self.running.insert(name, pid);
                assert_eq!(old, None, "{id} has two lives at once");
                Event::Started { id, pid: Some(pid) }
            }
        }
    }

    fn told_to_end(&mut self, id: char, pid: Pid, shutdown: Shutdown) {
        // What lies in the mailbox of a child that has ended by itself is taken out.
        self.mailbox
            .retain(|letter| !matches!(letter, Letter::Event(Event::Exited { pid: of, .. }) if *of == pid));
        if self.running.get(&id) == Some(&pid) {
            self.running.remove(&id);
            let polite = self.manners.get(&id) == Some(&"polite");
            if polite && shutdown != Shutdown::BrutalKill {
                self.say(format!("terminate {id} shutdown"));
            }
        }
    }

    fn which(&self) -> String {
        let shown = |child: ChildInfo| match child.state {
            ChildState::Running(pid) => format!("{} {}", child.id, self.names[&pid]),
            ChildState::Restarting => format!("{} restarting", child.id),
            ChildState::Undefined => format!("{} undefined", child.id),
        };
        self.core.which_children().into_iter().map(shown).collect::<Vec<_>>().join(", ")
    }

    fn answer(&mut self, ask: &Ask) -> String {
        let request = match ask {
            Ask::StartChild(spec) => Request::Start(self.child(spec)),
            Ask::TerminateChild(id) => Request::Terminate(id.to_string().into()),
            Ask::RestartChild(id) => Request::Restart(id.to_string().into()),
            Ask::DeleteChild(id) => Request::Delete(id.to_string().into()),
            Ask::WhichChildren => return self.which(),
            Ask::CountChildren => {
                let runs = |pid| self.running.values().any(|running| *running == pid);
                return words::count(self.core.count_children(runs));
            }
        };
        let reply = self.carry_out(Event::Asked(request)).reply.expect("every request is answered");
        if let (Ask::StartChild(spec), Ok(_)) = (ask, &reply) {
            self.manners.insert(spec.id, spec.manner);
        }
        match reply {
            Ok(_) if matches!(ask, Ask::TerminateChild(_) | Ask::DeleteChild(_)) => "ok".to_owned(),
            Ok(pid) => format!("{{ok, {}}}", pid.map_or("undefined", |pid| &self.names[&pid])),
            Err(ChildError::AlreadyStarted(pid)) => {
                format!("{{error, {{already_started, {}}}}}", self.names[&pid])
            }
            Err(error) => format!("{{error, {error}}}"),
        }
    }
}

fn letter(id: &str) -> char {
    id.chars().next().expect("an id is a letter")
}
