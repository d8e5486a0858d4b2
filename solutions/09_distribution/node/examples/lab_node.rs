//! Three nodes in one program, on a network whose cables can be pulled. On each of them a counter.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lab::tokio::io::{AsyncReadExt, AsyncWriteExt, duplex, split};
use lab::tokio::sync::{mpsc, oneshot, watch};
use lab::{Lab, Request, Stage, Text};
use network::{Listener, Network, Promise, Stream};
use node::{GenMessage, Options};
use process::{Config, Context, System};
use term::{Atom, Term, term};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Three nodes, `x`, `y` and `z`, each with a counter; the nodes are your code. Try `call x connect y`, `call x \
         next y`, `call net who`, then `call net cut x y` and, two seconds later, `call net who` and `call x next y`; \
         then `call net heal`, `call x next y`.",
    ru: "Три узла, `x`, `y` и `z`, на каждом счётчик; узлы — твой код. Попробуй `call x connect y`, `call x next y`, \
         `call net who`, потом `call net cut x y` и секунды через две `call net who` и `call x next y`; потом \
         `call net heal`, `call x next y`.",
};

const NAMES: [&str; 3] = ["x", "y", "z"];
const LIMIT: Duration = Duration::from_secs(3);

type Spawner = Arc<dyn Fn(std::pin::Pin<Box<dyn Future<Output = ()> + Send>>) + Send + Sync>;
type Cuts = BTreeSet<(String, String)>;

/// The cables between the hosts.
struct Cables {
    listening: Mutex<BTreeMap<(String, u16), mpsc::UnboundedSender<Stream>>>,
    cut: watch::Sender<Cuts>,
    spawner: Spawner,
}

/// The network, as one host sees it.
struct Host(&'static str, Arc<Cables>);

struct Ear(u16, mpsc::UnboundedReceiver<Stream>);

impl Listener for Ear {
    fn port(&self) -> u16 {
        self.0
    }

    fn accept(&mut self) -> Promise<'_, Stream> {
        Box::pin(async { self.1.recv().await.ok_or_else(|| io::ErrorKind::BrokenPipe.into()) })
    }
}

impl Network for Host {
    fn listen<'a>(&'a self, _: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        let port = if port == 0 { 1000 } else { port };
        let (to, from) = mpsc::unbounded_channel();
        let mut listening = self.1.listening.lock().unwrap_or_else(PoisonError::into_inner);
        listening.insert((self.0.to_owned(), port), to);
        Box::pin(async move { Ok(Box::new(Ear(port, from)) as Box<dyn Listener>) })
    }

    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream> {
        let listening = self.1.listening.lock().unwrap_or_else(PoisonError::into_inner);
        let to = listening.get(&(host.to_owned(), port)).cloned();
        let cable = (self.0.min(host).to_owned(), self.0.max(host).to_owned());
        let cut = self.1.cut.borrow().contains(&cable);
        let cables = Arc::clone(&self.1);
        Box::pin(async move {
            let to = to.filter(|_| !cut).ok_or(io::ErrorKind::ConnectionRefused)?;
            let ((ours, near), (far, theirs)) = (duplex(1 << 16), duplex(1 << 16));
            let ((read_near, write_near), (read_far, write_far)) = (split(near), split(far));
            (cables.spawner)(Box::pin(carry(read_near, write_far, cables.cut.subscribe(), cable.clone())));
            (cables.spawner)(Box::pin(carry(read_far, write_near, cables.cut.subscribe(), cable)));
            to.send(Box::new(theirs)).map_err(|_| io::ErrorKind::ConnectionRefused)?;
            Ok(Box::new(ours) as Stream)
        })
    }
}

/// Carries bytes in one direction; over a cut cable they wait.
async fn carry(
    mut from: lab::tokio::io::ReadHalf<lab::tokio::io::DuplexStream>,
    mut to: lab::tokio::io::WriteHalf<lab::tokio::io::DuplexStream>,
    mut cut: watch::Receiver<Cuts>,
    cable: (String, String),
) {
    let mut bytes = [0; 1 << 12];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        let whole = cut.wait_for(|cut| !cut.contains(&cable)).await.is_ok();
        if !whole || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
    let _ = cut.wait_for(|cut| !cut.contains(&cable)).await;
    let _ = to.shutdown().await;
}

async fn open(stage: Stage) -> Option<Lab> {
    let lab = Node::new(&stage);
    lab.start(|me| Box::pin(begin(me))).await?;
    let (listening, cut) = (Mutex::default(), watch::Sender::default());
    let cables = Arc::new(Cables { listening, cut, spawner: stage.spawner() });
    let mut nodes = BTreeMap::new();
    for name in NAMES {
        nodes.insert(name, start(name, &cables).await?);
    }
    let nodes = Arc::new(nodes);
    let job = |nodes: &Arc<BTreeMap<&'static str, node::Node>>, code: fn(node::Node, String) -> Done| {
        let (lab, nodes) = (lab.clone(), Arc::clone(nodes));
        move |request: &Request<'_>| {
            let me = lab.system.info(lab.pid(request.to)?)?.name?;
            let node = nodes.get(me.as_str())?.clone();
            let other = request.words.first().map_or(String::new(), |other| format!("{other}@{other}"));
            Some(lab.ask(move |_| Box::pin(code(node, other))))
        }
    };
    let (who, pull, heal) = (Arc::clone(&nodes), Arc::clone(&cables), cables);
    let (asks_who, asks_cut, asks_heal) = (lab.clone(), lab.clone(), lab.clone());
    Some(
        Lab::new(lab.clone(), ABOUT)
            .call("x y z", "connect NODE", job(&nodes, connect))
            .call("x y z", "next NODE", job(&nodes, next))
            .call("x y z", "nodes", job(&nodes, |node, _| Box::pin(async move { seen(&node) })))
            .call("net", "who", move |_| {
                let lines = who.iter().map(|(name, node)| format!("{name} sees {}", seen(node)));
                let text = lines.collect::<Vec<_>>().join(" | ");
                Some(asks_who.ask(move |_| Box::pin(async move { text })))
            })
            .call("net", "cut NODE NODE", move |request| {
                let [a, b] = request.words else { return None };
                let cable = ((*a.min(b)).to_owned(), (*a.max(b)).to_owned());
                pull.cut.send_modify(|cut| {
                    cut.insert(cable);
                });
                Some(asks_cut.ask(|_| Box::pin(async { "the cable is pulled".to_owned() })))
            })
            .call("net", "heal", move |_| {
                heal.cut.send_modify(Cuts::clear);
                Some(asks_heal.ask(|_| Box::pin(async { "all cables are whole".to_owned() })))
            }),
    )
}

type Done = std::pin::Pin<Box<dyn Future<Output = String> + Send>>;

/// Whom the shell can talk to: a name for each node, and the network.
async fn begin(me: &mut Context) {
    for name in NAMES.into_iter().chain(["net"]) {
        let stays = me.spawn(|mut me| async move {
            loop {
                me.next().await;
            }
        });
        let _ = me.system().register(name, stays);
    }
}

/// A node on a host of its own name, with a counter. Its silence is noticed after a second.
async fn start(name: &'static str, cables: &Arc<Cables>) -> Option<node::Node> {
    let spawner = Some(Arc::clone(&cables.spawner));
    let system = System::new(Config { spawner, crash_log: Some(Arc::new(|_| {})), ..Config::default() });
    let host: Arc<dyn Network> = Arc::new(Host(name, Arc::clone(cables)));
    let options = Options::new(&format!("{name}@{name}"), "secret").on(host, &system);
    let options = Options { tick: Duration::from_millis(250), log: Arc::new(|_| {}), ..options };
    let node = node::Node::start(&system, options).await.ok()?;
    let counter = node.clone();
    let counter = system.spawn(move |mut me| async move {
        let mut n = 0;
        loop {
            if let GenMessage::Call(asked, _) = GenMessage::of(me.receive().await) {
                n += 1;
                counter.answer(&me, &asked, Term::Int(n));
            }
        }
    });
    system.register("counter", counter).ok()?;
    Some(node)
}

fn seen(node: &node::Node) -> String {
    let names = node.list();
    let names: Vec<&str> =
        names.iter().map(|name| name.text().split('@').next().unwrap_or_default()).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(" ") }
}

fn connect(node: node::Node, other: String) -> Done {
    Box::pin(async move { node.connect(&other).await.map_or_else(|no| no.to_string(), |()| seen(&node)) })
}

/// Asks the counter of another node, from a process of this one.
fn next(node: node::Node, other: String) -> Done {
    let (done, answer) = oneshot::channel();
    node.system().clone().spawn(move |mut me| async move {
        let counter = (Atom::new("counter"), Atom::new(&other));
        let _ = done.send(node.call(&mut me, counter, term!(:next), LIMIT).await);
    });
    Box::pin(async move {
        match answer.await {
            Ok(answer) => answer.map_or_else(|no| no.to_string(), |n| n.to_string()),
            Err(_) => "the process that asked has ended".to_owned(),
        }
    })
}

fn main() -> ExitCode {
    lab::run("node", open)
}
