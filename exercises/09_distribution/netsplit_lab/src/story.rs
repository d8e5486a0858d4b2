//! One cut, told by those on both sides of it: what nodes hear, what becomes of a link, of a name and of a group.
//!
//! Three nodes, with `global` and a scope of `pg` on each, and on each a witness: a process that writes down what it is
//! told. The witnesses of `a` and `b` are linked, and that of `a` watches that of `b`.
//!
//! Chapter: `distribution`.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use distributed_pg::{Scope, start_link};
use global::{Global, Resolver};
use harness::{Kind, Net, World, sim};
use node::{Node, NodeDown};
use process::{Context, Down, Exit, Pid, TrapExit};
use term::{Atom, Term};
use tokio::sync::oneshot;

use crate::scene::start_node;
use crate::sight::short;

/// Longer than a silence remains unnoticed.
const NOTICED: Duration = Duration::from_secs(10);

/// One node, and who lives on it.
struct Site {
    node: Node,
    global: Global,
    witness: Pid,
    heard: Arc<Mutex<Vec<String>>>,
}

/// Runs the story in a world of its own, and says what was said: `a: has heard: nodedown b`.
#[must_use]
pub fn told() -> Vec<String> {
    let run = sim(1, tell);
    let lines = run.events.iter().filter_map(|event| match &event.kind {
        Kind::Note { line } => Some(format!("{}: {line}", event.process)),
        _ => None,
    });
    let lines = lines.collect();
    run.finished();
    lines
}

/// Each line is said by the node whose side it is.
async fn tell(world: World) {
    let net = Net::new(&world);
    let mut sites = Vec::new();
    for name in ["a", "b", "c"] {
        sites.push(Site::open(&world, &net, name).await);
    }
    connect(&sites).await;
    let (node, witness) = (sites[1].node.clone(), sites[1].witness);
    sites[1].ask(move |me| async move { node.send(&me, ("witness", "a@a"), Term::Pid(witness)) }).await;
    tokio::time::sleep(NOTICED).await;
    show(&world, &sites).await;

    net.cut(&["a"], &["b", "c"]);
    tokio::time::sleep(NOTICED).await;
    hear(&world, &sites);
    for site in [&sites[0], &sites[1]] {
        let yes = site.register().await;
        world.say(site.name(), format!("registers its own as shop: {}", if yes { "yes" } else { "no" }));
    }
    show(&world, &sites).await;

    net.heal();
    connect(&sites).await;
    tokio::time::sleep(NOTICED).await;
    hear(&world, &sites);
    show(&world, &sites).await;
}

impl Site {
    async fn open(world: &World, net: &Net, name: &str) -> Self {
        let node = start_node(world, net, name).await;
        let global = Global::start(&node).expect("the first one");
        // Whoever lives on the greater node keeps the name.
        global.insert_rule("story", "greater", |_, a, b| Some(if a.node > b.node { a } else { b }));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (inside, writes) = (node.clone(), Arc::clone(&heard));
        let witness = node.system().spawn(|me| witness(me, inside, writes));
        world.settle().await;
        Self { node, global, witness, heard }
    }

    fn name(&self) -> &'static str {
        short(self.node.name())
    }

    /// Runs code as a process of this node, and waits for what it says.
    async fn ask<T, F, Fut>(&self, code: F) -> T
    where
        T: Send + 'static,
        F: FnOnce(Context) -> Fut + Send + 'static,
        Fut: Future<Output = T> + Send + 'static,
    {
        let (say, said) = oneshot::channel();
        self.node.system().spawn(move |me| async move { drop(say.send(code(me).await)) });
        said.await.expect("the code ends with an answer")
    }

    async fn register(&self) -> bool {
        let (global, witness) = (self.global.clone(), self.witness);
        self.ask(move |mut me| async move {
            let rule = Resolver::rule("story", "greater");
            global.register_name(&mut me, "shop", witness, rule).await.expect("the name server runs")
        })
        .await
    }

    /// Whom this node sees, who it says has the name, and how many members of the group it finds.
    async fn state(&self) -> String {
        let sees: Vec<&str> = self.node.list().into_iter().map(short).collect();
        let sees = if sees.is_empty() { "nobody".to_owned() } else { sees.join(" ") };
        let owner = self.global.whereis_name("shop").map(|pid| short(self.node.node_of(pid)));
        let scope = Scope::whereis(self.node.system(), "chat").expect("it runs");
        let members = self.ask(move |mut me| async move { scope.get_members(&mut me, "lobby").await });
        let members = members.await.expect("it answers").len();
        let owner = owner.map_or("nobody".to_owned(), |node| format!("the one of {node}"));
        format!("sees {sees}; shop is {owner}; members in the lobby: {members}")
    }
}

/// Joins the group, and writes down whatever it is told.
async fn witness(mut me: Context, node: Node, heard: Arc<Mutex<Vec<String>>>) {
    me.register("witness").expect("one for each node");
    me.trap_exit(TrapExit::Yes);
    node.monitor_nodes(&me);
    let scope = start_link(&mut me, &node, "chat").await.expect("the name is free");
    let own = me.pid();
    scope.join(&mut me, "lobby", [own]).await.expect("it lives here");
    loop {
        let message = me.next().await;
        let line = if let Some(NodeDown { node, .. }) = message.peek() {
            format!("nodedown {}", short(*node))
        } else if let Some(Exit { reason, .. }) = message.peek() {
            format!("exit signal: {reason}")
        } else if let Some(Down { reason, .. }) = message.peek() {
            format!("DOWN: {reason}")
        } else {
            match message.open::<Term>() {
                Ok(Term::Pid(other)) => {
                    me.link(other);
                    me.monitor(other);
                    continue;
                }
                Ok(term) if term.as_tuple().is_some_and(|parts| parts[0] == conflict()) => term.to_string(),
                _ => continue,
            }
        };
        heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }
}

fn conflict() -> Term {
    Term::Atom(Atom::new("global_name_conflict"))
}

async fn connect(sites: &[Site]) {
    for (at, site) in sites.iter().enumerate() {
        for other in &sites[at + 1..] {
            site.node.connect(other.node.name().text()).await.expect("it runs");
        }
    }
}

/// What each witness has heard since the last look, in alphabetical order: what comes first is chance.
fn hear(world: &World, sites: &[Site]) {
    for site in sites {
        let mut heard = std::mem::take(&mut *site.heard.lock().unwrap_or_else(PoisonError::into_inner));
        heard.sort();
        let heard = if heard.is_empty() { "nothing".to_owned() } else { heard.join(", ") };
        world.say(site.name(), format!("has heard: {heard}"));
    }
}

async fn show(world: &World, sites: &[Site]) {
    for site in sites {
        world.say(site.name(), site.state().await);
    }
}
