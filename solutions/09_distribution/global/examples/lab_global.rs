//! Names for a whole cluster: give them away on both sides of a cut, heal it, and see who keeps them.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use global::{Global, LockId, Resolver, Retries};
use lab::{Job, Lab, Nodes, Request, Stage, Text, tokio};
use process::Context;
use term::Term;

lab::nodes!(process, node);

const ABOUT: Text = Text {
    en: "Nodes `x`, `y` and `z` with one set of names, kept by your code; on each the processes `ann` and `bob`, and \
         beside them what they hear. Try `x register shop ann notify`, `y whereis shop`, `cut x | y z`, `wait 1500`, \
         `y whereis shop`, `y register shop bob notify`, `names`; then `heal`, `connect x y z`, `names`, `tree`. Who \
         keeps a name that two have, its rule decides: `exit`, `notify`, `all`, or the lab's own `greatest`.",
    ru: "Узлы `x`, `y` и `z` с общими именами, которые ведёт твой код; на каждом процессы `ann` и `bob`, рядом с ними — \
         то, что они слышат. Попробуй `x register shop ann notify`, `y whereis shop`, `cut x | y z`, `wait 1500`, \
         `y whereis shop`, `y register shop bob notify`, `names`; потом `heal`, `connect x y z`, `names`, `tree`. Кому \
         останется имя, которое есть у двоих, решает его правило: `exit`, `notify`, `all` или здешнее `greatest`.",
};

/// How long nodes may take to compare their names.
const SYNC: Duration = Duration::from_secs(1);

const PEOPLE: [&str; 2] = ["ann", "bob"];

/// What a node of this lab has.
#[derive(Clone)]
struct More {
    global: Global,
    /// What each of the people has heard.
    heard: Arc<Mutex<BTreeMap<&'static str, Vec<String>>>>,
}

type Here = Machine<More>;

async fn open(stage: Stage) -> Option<Lab> {
    let nodes = Nodes::new(&stage, |seat| Here::start(seat, |me, node| Box::pin(furnish(me, node))));
    nodes.open(&["x", "y", "z"]).await.ok()?;
    for name in nodes.names() {
        let machine = nodes.machine(&name)?;
        let global = machine.more.global.clone();
        // Before all have compared their names, one would give away a name that the others do not hear of at once.
        let synced =
            machine.ask("sync", |me| Box::pin(async move { global.sync(me).await.is_ok().to_string() }));
        let _ = tokio::time::timeout(SYNC, synced).await;
    }
    let (all, hears) = (nodes.clone(), nodes.clone());
    let about = Text {
        en: "the names, as each node knows them", ru: "имена, какими их знает каждый узел"
    };
    let lab = nodes
        .lab(ABOUT)
        .order("names", about, move |words| {
            let names = names(&all);
            if words.is_empty() { Ok(Box::pin(async move { Some(names) })) } else { Err(String::new()) }
        })
        .call(
            "NODE",
            "register TEXT ann|bob exit|notify|all|greatest",
            nodes.each(|_, machine, request| register(&machine, request)),
        )
        .call("NODE", "unregister TEXT", nodes.each(|_, machine, request| unregister(&machine, request)))
        .call("NODE", "whereis TEXT", nodes.each(whereis))
        .call("NODE", "send TEXT TERM", nodes.each(|_, machine, request| send(&machine, request)))
        .call("NODE", "lock TEXT", nodes.each(|_, machine, request| lock(&machine, request)))
        .call("NODE", "unlock TEXT", nodes.each(|_, machine, request| lock(&machine, request)))
        .state(move |pid| {
            let heard = heard(&hears, pid);
            Box::pin(async move { heard })
        });
    Some(lab)
}

/// The name server, a rule of our own, and the people.
async fn furnish(me: &mut Context, node: node::Node) -> More {
    let global = Global::start(&node).expect("the node has none yet");
    // The same on every node, whoever of the two is asked about first.
    global.insert_rule("lab", "greatest", |_, one, other| {
        Some(if one.node > other.node { one } else { other })
    });
    let heard: Arc<Mutex<BTreeMap<&'static str, Vec<String>>>> = Arc::default();
    for name in PEOPLE {
        let hears = Arc::clone(&heard);
        let person = me.spawn(move |mut me| async move {
            loop {
                let message: Term = me.receive().await;
                let mut heard = hears.lock().unwrap_or_else(PoisonError::into_inner);
                heard.entry(name).or_default().push(message.to_string());
            }
        });
        let _ = me.system().register(name, person);
    }
    More { global, heard }
}

fn rule(word: &str) -> Option<Resolver> {
    Some(match word {
        "exit" => Resolver::random_exit(),
        "notify" => Resolver::random_notify(),
        "all" => Resolver::notify_all(),
        "greatest" => Resolver::rule("lab", "greatest"),
        _ => return None,
    })
}

fn register(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let [name, person, word] = request.words else { return None };
    let resolver = rule(word)?;
    let person = PEOPLE.contains(person).then(|| machine.process(person))??;
    let (name, global) = ((*name).to_owned(), machine.more.global.clone());
    Some(machine.ask(&format!("register {name}"), move |me| {
        Box::pin(async move {
            match global.register_name(me, name.as_str(), person, resolver).await {
                Ok(true) => "yes".to_owned(),
                Ok(false) => "no".to_owned(),
                Err(error) => error.to_string(),
            }
        })
    }))
}

fn unregister(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let [name] = request.words else { return None };
    let (name, global) = ((*name).to_owned(), machine.more.global.clone());
    Some(machine.ask(&format!("unregister {name}"), move |me| {
        Box::pin(async move {
            global
                .unregister_name(me, name.as_str())
                .await
                .map_or_else(|no| no.to_string(), |()| "ok".to_owned())
        })
    }))
}

/// It asks nobody: each node keeps all names.
fn whereis(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let [name] = request.words else { return None };
    let found = machine.more.global.whereis_name(*name).map(|pid| shown(&machine.node, pid));
    let said = found.map_or_else(|| "undefined".to_owned(), |pid| nodes.with_names(&pid));
    Some(Box::pin(async move { Some(said) }))
}

fn send(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let (name, message) = request.words.split_first()?;
    let message: Term = message.join(" ").parse().ok()?;
    let (name, global) = ((*name).to_owned(), machine.more.global.clone());
    Some(machine.ask(&format!("send {name}"), move |me| {
        let sent = global.send(me, name.as_str(), message);
        Box::pin(async move { sent.map_or_else(|no| no.to_string(), |_| "ok".to_owned()) })
    }))
}

/// `lock` and `unlock`, on all nodes that are seen, on behalf of the node.
fn lock(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let [resource] = request.words else { return None };
    let id = LockId::new(*resource, machine.node.name().text());
    let (global, locks) = (machine.more.global.clone(), request.verb == "lock");
    Some(machine.ask(request.verb, move |me| {
        Box::pin(async move {
            let nodes = global.all_nodes();
            if locks {
                return global.set_lock(me, &id, &nodes, Retries::Times(0)).await.to_string();
            }
            global.del_lock(me, &id, &nodes).await;
            "ok".to_owned()
        })
    }))
}

/// A row for each name, and what each node says of it.
fn names(nodes: &Nodes<Here>) -> String {
    let machines: Vec<(String, Here)> =
        nodes.names().into_iter().filter_map(|name| Some((name.clone(), nodes.machine(&name)?))).collect();
    let mut known: Vec<Term> =
        machines.iter().flat_map(|(_, machine)| machine.more.global.registered_names()).collect();
    known.sort();
    known.dedup();
    let row = |name: &Term| {
        let said = machines.iter().map(|(node, machine)| {
            let process = machine.more.global.whereis_name(name.clone()).map(|pid| shown(&machine.node, pid));
            format!("{node}: {}", process.map_or_else(|| "-".to_owned(), |pid| nodes.with_names(&pid)))
        });
        format!("{}  {}", name.as_text().unwrap_or_default(), said.collect::<Vec<_>>().join("  "))
    };
    let rows: Vec<String> = known.iter().map(row).collect();
    if rows.is_empty() { "[]".to_owned() } else { rows.join("\n") }
}

/// What one of the people has heard.
fn heard(nodes: &Nodes<Here>, pid: &str) -> Option<String> {
    let machine = nodes.home(pid)?;
    let name = machine.node.system().info(machine.process(pid)?)?.name?;
    let heard = machine.more.heard.lock().unwrap_or_else(PoisonError::into_inner);
    heard.get(name.as_str()).map(|heard| heard.join(" "))
}

fn main() -> ExitCode {
    lab::run("global", open)
}
