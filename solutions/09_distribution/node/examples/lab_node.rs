//! Nodes in one program, on a network whose cables can be pulled. On each of them a counter, and functions to spawn.

use std::process::ExitCode;

use lab::{Job, LIMIT, Lab, Nodes, Request, Stage, Text, tokio};
use node::GenMessage;
use process::{Context, TrapExit};
use term::{Atom, Term, term};

lab::nodes!(process, node);

const ABOUT: Text = Text {
    en: "Three nodes, `x`, `y` and `z`, which are your code; on each a process `counter`, and `shell`, in whose name you \
         act: what it hears stands beside it. Try `connect x y`, `x next y`, `x monitor counter@y`, `who`; then `cut x | y`, \
         `wait 1500`, `who`, `x next y`, `tree`; then `heal`, `x next y`. `start w hidden` starts one more, `crash y` \
         ends one without a word.",
    ru: "Три узла, `x`, `y` и `z`, — твой код; на каждом процесс `counter` и `shell`, от чьего имени ты действуешь: рядом \
         с ним то, что он слышал. Попробуй `connect x y`, `x next y`, `x monitor counter@y`, `who`; потом `cut x | y`, \
         `wait 1500`, `who`, `x next y`, `tree`; потом `heal`, `x next y`. `start w hidden` запустит ещё один, а `crash y` \
         выключит узел без предупреждения.",
};

type Here = Machine<()>;

async fn open(stage: Stage) -> Option<Lab> {
    let nodes = Nodes::new(&stage, |seat| Here::start(seat, |me, node| Box::pin(furnish(me, node))));
    for name in ["x", "y", "z"] {
        nodes.start(name, false, "secret").await.ok()?;
    }
    let lab = nodes.lab(ABOUT);
    let to_process =
        |act: Deed| nodes.each(move |nodes, machine, request| of_process(nodes, &machine, request, act));
    let lab = lab
        .call("NODE", "nodes", nodes.each(|_, machine, _| Some(names(machine))))
        .call("NODE", "next NODE", nodes.each(next))
        .call("NODE", "send PROCESS@NODE TERM", nodes.each(|_, machine, request| send(&machine, request)))
        .call("NODE", "spawn NODE lab:stay|lab:panic|lab:sleep MS", nodes.each(spawn))
        .call("NODE", "spawn_link NODE lab:stay|lab:panic|lab:sleep MS", nodes.each(spawn))
        .call("NODE", "link PROCESS@NODE", to_process(Deed::Link))
        .call("NODE", "unlink PROCESS@NODE", to_process(Deed::Unlink))
        .call("NODE", "monitor PROCESS@NODE", nodes.each(monitor))
        .call("NODE", "exit PROCESS@NODE REASON", to_process(Deed::Exit));
    Some(
        lab.call("NODE", "monitor_nodes", nodes.each(|_, machine, _| Some(monitor_nodes(&machine))))
            .call("NODE", "trap on|off", nodes.each(|_, machine, request| trap(&machine, request)))
            .call("NODE", "flush", nodes.each(|nodes, machine, _| Some(flush(nodes, &machine)))),
    )
}

/// The counter of a node, and what others may spawn there.
async fn furnish(me: &mut Context, node: node::Node) {
    let own = node.clone();
    let counter = me.spawn(move |mut me| async move {
        let mut n = 0;
        loop {
            if let GenMessage::Call(asked, _) = GenMessage::of(me.receive().await) {
                n += 1;
                own.answer(&me, &asked, Term::Int(n));
            }
        }
    });
    let _ = me.system().register("counter", counter);
    let functions = node.functions();
    functions.insert("lab:stay/0", |mut me, _| async move {
        loop {
            me.next().await;
        }
    });
    functions.insert("lab:sleep/1", |_, args| async move {
        let millis = args[0].as_int().and_then(|millis| u64::try_from(millis).ok()).unwrap_or(0);
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
        term!(:ok)
    });
    functions.insert("lab:panic/0", |_, _| async { panic!("told to panic") });
}

/// Whom it sees, and whom it sees as hidden.
fn names(machine: Here) -> Job {
    Box::pin(async move {
        let list = |names: Vec<Atom>| {
            names.iter().map(|name| lab::typed(name.text())).collect::<Vec<_>>().join(", ")
        };
        Some(format!(
            "nodes: [{}]  hidden: [{}]",
            list(machine.node.list()),
            list(machine.node.list_hidden())
        ))
    })
}

/// Asks the counter of a node.
fn next(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let [of] = request.words else { return None };
    nodes.knows(of).then_some(())?;
    let (node, of) = (machine.node.clone(), Atom::new(&lab::full(of)));
    Some(machine.ask(&format!("next {of:?}"), move |me| {
        Box::pin(async move {
            let answer = node.call(me, (Atom::new("counter"), of), term!(:next), LIMIT).await;
            answer.map_or_else(|no| no.to_string(), |n| n.to_string())
        })
    }))
}

/// To a name on a node: whether anybody has it, the sender does not learn.
fn send(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let (to, message) = (request.words.first()?.split_once('@')?, request.words.get(1..)?.join(" "));
    let message: Term = message.parse().ok()?;
    let (to, node) = ((to.0.to_owned(), lab::full(to.1)), machine.node.clone());
    Some(machine.ask("send", move |me| {
        Box::pin(async move {
            node.send(me, (to.0.as_str(), to.1.as_str()), message);
            "ok".to_owned()
        })
    }))
}

/// `spawn` and `spawn_link`.
fn spawn(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let [of, function, args @ ..] = request.words else { return None };
    let knows = function.contains(':') && nodes.knows(of);
    knows.then_some(())?;
    let args: Vec<Term> = args.iter().map(|arg| arg.parse().ok()).collect::<Option<_>>()?;
    let (of, function, verb) = (lab::full(of), (*function).to_owned(), request.verb.to_owned());
    let node = machine.node.clone();
    Some(machine.ask(request.verb, move |me| {
        Box::pin(async move {
            let started = match verb.as_str() {
                "spawn_link" => tokio::time::timeout(LIMIT, node.spawn_link(me, &of, &function, args)).await,
                _ => tokio::time::timeout(LIMIT, node.spawn(me, &of, &function, args)).await,
            };
            match started {
                Ok(Ok(process)) => shown(&node, process),
                Ok(Err(why)) => why.to_string(),
                Err(_) => "timeout".to_owned(),
            }
        })
    }))
}

/// What is done to one process of any node.
#[derive(Clone, Copy)]
enum Deed {
    Link,
    Unlink,
    Exit,
}

fn of_process(nodes: &Nodes<Here>, machine: &Here, request: &Request<'_>, act: Deed) -> Option<Job> {
    let (name, rest) = request.words.split_first()?;
    let home = nodes.home(name)?;
    let process = machine.view(&home, home.process(name)?);
    let reason = rest.join(" ");
    if matches!(act, Deed::Exit) == reason.is_empty() {
        return None;
    }
    Some(machine.ask(request.verb, move |me| {
        match act {
            Deed::Link => me.link(process),
            Deed::Unlink => me.unlink(process),
            Deed::Exit => me.exit(process, reason.as_str()),
        }
        Box::pin(async { "ok".to_owned() })
    }))
}

/// By name where there is one, so that a node can be watched that has gone.
fn monitor(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let [process] = request.words else { return None };
    let (name, of) = process.split_once('@')?;
    let pid = nodes.home(process).and_then(|home| Some(machine.view(&home, home.process(process)?)));
    let (name, of, node) = (name.to_owned(), lab::full(of), machine.node.clone());
    let by_pid = pid.filter(|_| name.starts_with('<'));
    Some(machine.ask("monitor", move |me| {
        match by_pid {
            Some(pid) => node.monitor(me, pid),
            None => node.monitor(me, (name.as_str(), of.as_str())),
        };
        Box::pin(async { "ok".to_owned() })
    }))
}

fn monitor_nodes(machine: &Here) -> Job {
    let node = machine.node.clone();
    machine.ask("monitor_nodes", move |me| {
        node.monitor_nodes(me);
        Box::pin(async { "ok".to_owned() })
    })
}

fn trap(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let trap = match request.words {
        ["on"] => TrapExit::Yes,
        ["off"] => TrapExit::No,
        _ => return None,
    };
    Some(machine.ask("trap_exit", move |me| {
        me.trap_exit(trap);
        Box::pin(async { "ok".to_owned() })
    }))
}

/// What the shell has heard, which it forgets with that.
fn flush(nodes: &Nodes<Here>, machine: &Here) -> Job {
    let heard = std::mem::take(&mut *machine.heard.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    let heard = if heard.is_empty() { "[]".to_owned() } else { nodes.with_names(&heard.join("\n")) };
    Box::pin(async move { Some(heard) })
}

fn main() -> ExitCode {
    lab::run("node", open)
}
