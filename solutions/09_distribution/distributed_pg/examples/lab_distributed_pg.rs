//! Groups over nodes: let people join on each, cut the network, and compare what each side sees.

use std::process::ExitCode;

use distributed_pg::{Scope, start_link};
use lab::{Job, Lab, Nodes, Request, Stage, Text};
use process::{Context, Pid};
use term::Term;

lab::nodes!(process, node);

const ABOUT: Text = Text {
    en: "Nodes `x`, `y` and `z`; on each the people `ann` and `bob`, and the scope `chat`, which is your code. Try \
         `x join lobby ann`, `y join lobby ann bob`, `z members lobby`, `groups`; then `cut x | y z`, `wait 1500`, \
         `groups`, `x join lobby bob`, `y leave lobby bob`, `groups`; then `heal`, `connect x y z`, `groups`. Also \
         `kill ann@y` and `crash z`.",
    ru: "Узлы `x`, `y` и `z`; на каждом люди `ann` и `bob` и область `chat` — твой код. Попробуй `x join lobby ann`, \
         `y join lobby ann bob`, `z members lobby`, `groups`; потом `cut x | y z`, `wait 1500`, `groups`, \
         `x join lobby bob`, `y leave lobby bob`, `groups`; потом `heal`, `connect x y z`, `groups`. И ещё `kill ann@y` \
         и `crash z`.",
};

const PEOPLE: [&str; 2] = ["ann", "bob"];

type Here = Machine<Scope>;

async fn open(stage: Stage) -> Option<Lab> {
    let nodes = Nodes::new(&stage, |seat| Here::start(seat, |me, node| Box::pin(furnish(me, node))));
    nodes.open(&["x", "y", "z"]).await.ok()?;
    let all = nodes.clone();
    let about = Text {
        en: "every group, as each node sees it",
        ru: "все группы, какими их видит каждый узел",
    };
    let lab = nodes
        .lab(ABOUT)
        .order("groups", about, move |words| {
            let nodes = all.clone();
            if words.is_empty() {
                Ok(Box::pin(async move { Some(groups(&nodes).await) }))
            } else {
                Err(String::new())
            }
        })
        .call("NODE", "join GROUP ann|bob …", nodes.each(|_, machine, request| change(&machine, request)))
        .call("NODE", "leave GROUP ann|bob …", nodes.each(|_, machine, request| change(&machine, request)))
        .call("NODE", "members GROUP", nodes.each(members))
        .call("NODE", "local_members GROUP", nodes.each(members))
        .call("NODE", "monitor GROUP", nodes.each(|_, machine, request| monitor(&machine, request)));
    Some(lab)
}

/// The people, and the scope.
async fn furnish(me: &mut Context, node: node::Node) -> Scope {
    for name in PEOPLE {
        let person = me.spawn(|mut me| async move {
            loop {
                me.next().await;
            }
        });
        let _ = me.system().register(name, person);
    }
    start_link(me, &node, "chat").await.expect("the name is free")
}

/// `join` and `leave`: a node answers for its own people only.
fn change(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let (group, people) = request.words.split_first()?;
    let known = |person: &&str| PEOPLE.contains(person).then(|| machine.process(person)).flatten();
    let pids: Vec<Pid> = people.iter().map(known).collect::<Option<_>>()?;
    if pids.is_empty() {
        return None;
    }
    let (scope, group, joins) = (machine.more, (*group).to_owned(), request.verb == "join");
    Some(machine.ask(request.verb, move |me| {
        Box::pin(async move {
            let done = match joins {
                true => scope.join(me, group.as_str(), pids).await,
                false => scope.leave(me, group.as_str(), pids).await,
            };
            done.map_or_else(|error| error.to_string(), |()| "ok".to_owned())
        })
    }))
}

/// `members` and `local_members`, by their names.
fn members(nodes: &Nodes<Here>, machine: Here, request: &Request<'_>) -> Option<Job> {
    let [group] = request.words else { return None };
    let said = of_group(&machine, Term::from(*group), request.verb == "members");
    let nodes = nodes.clone();
    Some(Box::pin(async move { said.await.map(|said| nodes.with_names(&said)) }))
}

fn of_group(machine: &Here, group: Term, all: bool) -> Job {
    let (scope, node) = (machine.more, machine.node.clone());
    machine.ask("get_members", move |me| {
        Box::pin(async move {
            let members = match all {
                true => scope.get_members(me, group).await,
                false => scope.get_local_members(me, group).await,
            };
            let mut members = match members {
                Ok(members) => members.into_iter().map(|pid| shown(&node, pid)).collect::<Vec<_>>(),
                Err(error) => return error.to_string(),
            };
            members.sort_by_key(|member| {
                member.rsplit_once('@').map(|(pid, node)| (node.to_owned(), pid.to_owned()))
            });
            if members.is_empty() { "[]".to_owned() } else { members.join(" ") }
        })
    })
}

/// Each change from now on is heard by `shell`.
fn monitor(machine: &Here, request: &Request<'_>) -> Option<Job> {
    let [group] = request.words else { return None };
    let (scope, group) = (machine.more, Term::from(*group));
    Some(machine.ask("monitor", move |me| {
        Box::pin(async move {
            scope.monitor(me, group).await.map_or_else(|no| no.to_string(), |_| "ok".to_owned())
        })
    }))
}

/// A row for each group of each node.
async fn groups(nodes: &Nodes<Here>) -> String {
    let mut lines = Vec::new();
    for name in nodes.names() {
        let Some(machine) = nodes.machine(&name) else { continue };
        let scope = machine.more;
        let asked = machine.ask("which_groups", move |me| {
            Box::pin(async move {
                let groups = scope.which_groups(me).await.unwrap_or_default();
                groups.iter().filter_map(Term::as_text).collect::<Vec<_>>().join(" ")
            })
        });
        let known = asked.await.unwrap_or_default();
        for group in known.split_whitespace() {
            let members = of_group(&machine, Term::from(group), true).await.unwrap_or_default();
            lines.push(format!("{name}  {group}: {}", nodes.with_names(&members)));
        }
        if known.is_empty() {
            lines.push(format!("{name}  []"));
        }
    }
    lines.join("\n")
}

fn main() -> ExitCode {
    lab::run("distributed_pg", open)
}
