//! Four people and the rooms they are in, as groups of a scope.

use std::process::ExitCode;

use lab::{Job, Lab, Request, Stage, Text};
use pg::{Scope, start_link};
use process::{Context, Pid, System};
use term::Term;

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Four people, and rooms as groups; the scope `chat` is yours. Try `call chat join kitchen ann`, the same once \
         more, `call chat join kitchen bob`, `call chat table`, then `kill ann` and `call chat table`.",
    ru: "Четверо и комнаты, то есть группы; область `chat` — твой код. Попробуй `call chat join kitchen ann`, ещё раз \
         то же, `call chat join kitchen bob`, `call chat table`, а потом `kill ann` и `call chat table`.",
};

const PEOPLE: [&str; 4] = ["ann", "bob", "cid", "dora"];

/// What can be asked of the scope.
enum Order {
    Join,
    Leave,
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let scope = node.start(|me| Box::pin(begin(me))).await??;
    let order = |order: fn() -> Order| {
        let node = node.clone();
        move |request: &Request<'_>| carry_out(&node, scope, order(), request)
    };
    let (looking, table) = (node.clone(), node.clone());
    let lab = Lab::new(node.clone(), ABOUT)
        .call("chat", "join ROOM NAME …", order(|| Order::Join))
        .call("chat", "leave ROOM NAME …", order(|| Order::Leave))
        .call("chat", "table", move |_| Some(table.ask(move |me| Box::pin(rooms(me, scope)))))
        .state(move |pid| match looking.pid(pid) {
            Some(pid) if pid == scope.pid() => {
                looking.ask(move |me| Box::pin(async move { scope.state(me).await.unwrap_or_default() }))
            }
            Some(pid) => looking.ask(move |me| Box::pin(rooms_of(me, scope, pid))),
            None => Box::pin(async { None }),
        });
    Some(lab)
}

/// Starts the people and the scope.
async fn begin(me: &mut Context) -> Option<Scope> {
    for name in PEOPLE {
        let person = me.spawn(|mut me| async move {
            loop {
                me.next().await;
            }
        });
        me.system().register(name, person).ok()?;
    }
    start_link(me, "chat").await.ok()
}

fn carry_out(node: &Node, scope: Scope, order: Order, request: &Request<'_>) -> Option<Job> {
    let group = Term::from(*request.words.first()?);
    let named: Option<Vec<Pid>> = request.words[1..].iter().map(|name| node.system.whereis(name)).collect();
    let pids = named.filter(|pids| !pids.is_empty())?;
    Some(node.ask(move |me| {
        Box::pin(async move {
            match order {
                Order::Join => lab::shown(scope.join(me, group, pids).await),
                Order::Leave => lab::shown(scope.leave(me, group, pids).await),
            }
        })
    }))
}

/// The rooms of one person, each as often as it has joined.
async fn rooms_of(me: &mut Context, scope: Scope, person: Pid) -> String {
    let mut rooms = Vec::new();
    for group in scope.which_groups(me).await.unwrap_or_default() {
        let members = scope.get_members(me, group.clone()).await.unwrap_or_default();
        rooms.extend(members.iter().filter(|pid| **pid == person).map(|_| group.to_string()));
    }
    if rooms.is_empty() { "-".into() } else { rooms.join(" ") }
}

/// Every room and who is in it.
async fn rooms(me: &mut Context, scope: Scope) -> String {
    let mut lines = Vec::new();
    for group in scope.which_groups(me).await.unwrap_or_default() {
        let members = scope.get_members(me, group.clone()).await.unwrap_or_default();
        let mut names: Vec<String> = members.iter().map(|pid| name(me.system(), *pid)).collect();
        names.sort();
        lines.push(format!("{group}: {}", names.join(" ")));
    }
    if lines.is_empty() { "no groups".into() } else { lines.join(" | ") }
}

fn name(system: &System, pid: Pid) -> String {
    system.info(pid).and_then(|info| info.name).unwrap_or_else(|| pid.to_string())
}

fn main() -> ExitCode {
    lab::run("pg", open)
}
