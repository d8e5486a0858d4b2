//! Plays a history with real processes, as `replay.exs` does on the BEAM.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use harness::{World, sim};
use process::{Config, Context, Down, Exit, ExitReason, Pid, System, TrapExit};
use supervisor::{ChildError, ChildSpec, ChildState, Flags, Options, StartError, Supervisor, start_link};

use crate::history::{Ask, Spec, Step};
use crate::words;

/// What happened so far, and what is planned; the scribe of `replay.exs`.
#[derive(Default)]
struct Book {
    lines: Vec<String>,
    plans: BTreeMap<char, VecDeque<&'static str>>,
    lives: BTreeMap<char, usize>,
    pids: BTreeMap<char, Pid>,
    names: BTreeMap<Pid, String>,
    meanwhile: Option<Ask>,
    asked: Option<(Ask, Pid)>,
    asked_answer: Option<String>,
    /// The answer to the driver's question, until all that follows from it has happened.
    answer: Option<String>,
}

#[derive(Clone)]
struct Scribe {
    book: Arc<Mutex<Book>>,
    world: World,
}

/// The order to a child to end itself.
#[derive(Debug)]
struct EndYourself(&'static str);

/// A child has set its flag and can be signalled.
#[derive(Debug)]
struct Ready(Pid);

/// What happened, line by line.
pub fn play(steps: Vec<Step>, seed: u64) -> Vec<String> {
    let run = sim(seed, |world| async move {
        let config =
            Config { spawner: Some(world.spawner()), crash_log: Some(Arc::new(|_| {})), ..Config::default() };
        let system = System::new(config);
        let scribe = Scribe { book: Arc::default(), world };
        let book = Arc::clone(&scribe.book);
        let driver = system.spawn(|mut me| async move { drive(&mut me, steps, &scribe).await });
        assert_eq!(system.join(driver).await, ExitReason::Normal);
        std::mem::take(&mut book.lock().unwrap_or_else(PoisonError::into_inner).lines)
    });
    run.finished()
}

/// The supervisor, its monitor, and its parent.
#[derive(Clone, Copy)]
struct Tree {
    supervisor: Supervisor,
    monitor: process::Ref,
    parent: Pid,
}

async fn drive(me: &mut Context, steps: Vec<Step>, scribe: &Scribe) {
    let (mut flags, mut children, mut tree) = (Flags::default(), Vec::new(), None);
    for step in steps {
        let over = match step {
            Step::Flags { strategy, max_restarts, max_seconds } => {
                flags = Flags { strategy: words::strategy(strategy), max_restarts, max_seconds };
                false
            }
            Step::Child(spec) => {
                children.push(child(scribe, &spec));
                false
            }
            Step::Plan { id, outcomes } => {
                scribe.book().plans.insert(id, outcomes.into());
                false
            }
            Step::Begin => {
                tree = begin(me, std::mem::take(&mut children), flags, scribe).await;
                tree.is_none()
            }
            step => {
                let tree = tree.expect("a history begins before anything happens");
                happen(me, step, tree, scribe).await
            }
        };
        if over {
            return;
        }
    }
}

async fn begin(me: &mut Context, children: Vec<ChildSpec>, flags: Flags, scribe: &Scribe) -> Option<Tree> {
    let driver = me.pid();
    let parent = me.spawn(move |mut me| async move {
        me.trap_exit(TrapExit::Yes);
        let began = start_link(&mut me, children, flags, Options::default()).await;
        me.send(driver, began);
        loop {
            if let Ok(EndYourself(word)) = me.next().await.open() {
                return words::reason(word);
            }
        }
    });
    match me.receive::<Result<Supervisor, StartError>>().await {
        Ok(supervisor) => {
            scribe.say("begin: ok");
            Some(Tree { supervisor, monitor: me.monitor(supervisor.pid()), parent })
        }
        Err(reason) => {
            scribe.say(format!("begin: {reason}"));
            None
        }
    }
}

/// Whether the supervisor is over afterwards.
async fn happen(me: &mut Context, step: Step, tree: Tree, scribe: &Scribe) -> bool {
    let last = matches!(step, Step::Stop { .. } | Step::Parent { .. });
    match step {
        Step::Exit { id, reason } => {
            finish(me, scribe, id, reason).await;
        }
        Step::Together { first, second } => {
            let inside = scribe.clone();
            let gate = ChildSpec::new("gate", move |me| {
                let scribe = inside.clone();
                Box::pin(async move {
                    for (id, word) in [first, second] {
                        finish(me, &scribe, id, word).await;
                    }
                    Err(StartError::Ignore)
                })
            });
            let _ = tree.supervisor.start_child(me, gate.restart(supervisor::Restart::Temporary)).await;
        }
        Step::Stranger { reason } => me.exit(tree.supervisor.pid(), words::reason(reason)),
        Step::Later { seconds } => tokio::time::sleep(Duration::from_secs(seconds)).await,
        Step::Meanwhile(ask) => {
            scribe.book().meanwhile = Some(ask);
            return false;
        }
        Step::Ask(ask) => {
            let answer = asked(me, tree.supervisor, &ask, scribe).await;
            scribe.book().answer = Some(format!("{ask}: {answer}"));
        }
        Step::Stop { reason } => {
            let _ = tree.supervisor.stop(me, words::reason(reason), None).await;
        }
        Step::Parent { reason: "kill" } => me.exit(tree.parent, ExitReason::Kill),
        Step::Parent { reason } => me.send(tree.parent, EndYourself(reason)),
        Step::Flags { .. } | Step::Child(_) | Step::Plan { .. } | Step::Begin => unreachable!("done before"),
    }
    if last {
        return over(me, tree, scribe).await;
    }
    quiet(me, tree, scribe).await
}

/// Waits until the supervisor has heard of every child that has ended and tries no restart again, or has ended itself.
async fn quiet(me: &mut Context, tree: Tree, scribe: &Scribe) -> bool {
    loop {
        let Ok(children) = tree.supervisor.which_children(me).await else {
            return over(me, tree, scribe).await;
        };
        let settled = children.iter().all(|child| match child.state {
            ChildState::Running(pid) => me.system().is_alive(pid),
            ChildState::Restarting => false,
            ChildState::Undefined => true,
        });
        if settled && !scribe.answers(me).await {
            return false;
        }
    }
}

async fn over(me: &mut Context, tree: Tree, scribe: &Scribe) -> bool {
    let down = me.receive_if(|down: &Down| down.reference == tree.monitor).await;
    scribe.answers(me).await;
    scribe.say(format!("supervisor exit: {}", down.reason));
    true
}

async fn asked(me: &mut Context, supervisor: Supervisor, ask: &Ask, scribe: &Scribe) -> String {
    let nothing = |answer: Result<(), ChildError>| answer.map(|()| "ok".to_owned());
    let a_pid = |answer: Result<Option<Pid>, ChildError>| {
        answer.map(|pid| format!("{{ok, {}}}", pid.map_or("undefined".to_owned(), |pid| scribe.name(pid))))
    };
    let answer = match ask {
        Ask::StartChild(spec) => a_pid(supervisor.start_child(me, child(scribe, spec)).await),
        Ask::TerminateChild(id) => nothing(supervisor.terminate_child(me, &id.to_string()).await),
        Ask::RestartChild(id) => a_pid(supervisor.restart_child(me, &id.to_string()).await),
        Ask::DeleteChild(id) => nothing(supervisor.delete_child(me, &id.to_string()).await),
        Ask::WhichChildren => {
            let children = supervisor.which_children(me).await;
            let shown = |child: &supervisor::ChildInfo| {
                let state = match child.state {
                    ChildState::Running(pid) => scribe.name(pid),
                    ChildState::Restarting => "restarting".to_owned(),
                    ChildState::Undefined => "undefined".to_owned(),
                };
                format!("{} {state}", child.id)
            };
            let list = |children: Vec<_>| children.iter().map(shown).collect::<Vec<_>>().join(", ");
            children.map(list).map_err(ChildError::NoAnswer)
        }
        Ask::CountChildren => {
            let count = supervisor.count_children(me).await;
            count.map(words::count).map_err(ChildError::NoAnswer)
        }
    };
    match answer {
        Ok(answer) => answer,
        Err(ChildError::NoAnswer(_)) => "no answer".to_owned(),
        Err(ChildError::AlreadyStarted(pid)) => {
            format!("{{error, {{already_started, {}}}}}", scribe.name(pid))
        }
        Err(error) => format!("{{error, {error}}}"),
    }
}

/// Ends a child, in the name of whoever calls this, and waits for its end; does nothing if it does not run.
async fn finish(me: &mut Context, scribe: &Scribe, id: char, word: &'static str) {
    let pid = scribe.book().pids.get(&id).copied();
    let Some(pid) = pid.filter(|pid| me.system().is_alive(*pid)) else {
        return scribe.say(format!("{id} does not run"));
    };
    if word == "kill" {
        scribe.say(format!("kill {id}"));
        me.exit(pid, ExitReason::Kill);
    } else {
        me.send(pid, EndYourself(word));
    }
    me.system().join(pid).await;
}

fn child(scribe: &Scribe, spec: &Spec) -> ChildSpec {
    let (scribe, id, manner) = (scribe.clone(), spec.id, spec.manner);
    let start = ChildSpec::new(id.to_string(), move |me| {
        let scribe = scribe.clone();
        Box::pin(async move { start(me, scribe, id, manner).await })
    });
    start.restart(words::restart(spec.restart)).shutdown(words::shutdown(spec.shutdown))
}

async fn start(me: &mut Context, scribe: Scribe, id: char, manner: &'static str) -> Result<Pid, StartError> {
    let supervisor = me.pid();
    let outcome = scribe.starting(id, me).await;
    match outcome {
        "ignore" => return Err(StartError::Ignore),
        "error" => return Err(StartError::Stop("boom".into())),
        _ => {}
    }
    let inside = scribe.clone();
    let pid = me.spawn_link(move |mut me| async move {
        me.trap_exit(if manner == "plain" { TrapExit::No } else { TrapExit::Yes });
        me.send(supervisor, Ready(me.pid()));
        loop {
            match me.next().await.open::<EndYourself>() {
                Ok(EndYourself(word)) => {
                    inside.say(format!("exit {id} {}", words::reason(word)));
                    return words::reason(word);
                }
                Err(other) => {
                    let told =
                        other.peek::<Exit>().filter(|exit| exit.from == supervisor && manner == "polite");
                    if let Some(Exit { reason, .. }) = told {
                        inside.say(format!("terminate {id} {reason}"));
                        return reason.clone();
                    }
                }
            }
        }
    });
    me.receive_if(|ready: &Ready| ready.0 == pid).await;
    scribe.born(id, pid);
    Ok(pid)
}

impl Scribe {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&self, line: impl Into<String>) {
        self.book().lines.push(line.into());
    }

    fn name(&self, pid: Pid) -> String {
        self.book().names.get(&pid).cloned().unwrap_or_else(|| pid.to_string())
    }

    fn born(&self, id: char, pid: Pid) {
        let mut book = self.book();
        let life = book.lives.entry(id).or_default();
        *life += 1;
        let name = format!("{id}{life}");
        book.pids.insert(id, pid);
        book.names.insert(pid, name);
    }

    /// A start is under way, in the process of the supervisor; what is to be asked meanwhile lies in its mailbox when
    /// this returns.
    async fn starting(&self, id: char, me: &mut Context) -> &'static str {
        let meanwhile = self.book().meanwhile.take();
        let outcome = self.book().plans.entry(id).or_default().pop_front().unwrap_or("ok");
        self.say(if outcome == "ok" { format!("start {id}") } else { format!("start {id}: {outcome}") });
        if let Some(ask) = meanwhile {
            let (supervisor, scribe, question) = (Supervisor::new(me.pid()), self.clone(), ask.clone());
            let client = me.spawn(move |mut me| async move {
                let answer = asked(&mut me, supervisor, &question, &scribe).await;
                scribe.book().asked_answer = Some(answer);
            });
            self.book().asked = Some((ask, client));
            self.world.settle().await;
        }
        outcome
    }

    /// Says what was answered, to the driver and to a question during a start; whether there was one of these.
    async fn answers(&self, me: &mut Context) -> bool {
        let answer = self.book().answer.take();
        self.book().lines.extend(answer);
        let Some((ask, client)) = self.book().asked.take() else { return false };
        me.system().join(client).await;
        let answer = self.book().asked_answer.take().expect("the client has ended");
        self.say(format!("meanwhile {ask}: {answer}"));
        true
    }
}

impl fmt::Debug for Scribe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("scribe")
    }
}
