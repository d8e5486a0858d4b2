//! Some nodes on a simulated network, a member on each, and what is seen of it from above.
//!
//! Chapter: `distribution`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use harness::{Kind, Net, Timed, World, sim};
use node::{Node, Options};
use process::{Config, System};
use term::Atom;
use tokio::time::Instant;

use crate::member::{Member, News, TICK};
use crate::mesh::Prevent;
use crate::side::{Role, Side};
use crate::sight::{Sight, short};

/// Which nodes there are, and what they do.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Nodes with a vote. The node `a` runs on the host `a`.
    pub members: Vec<&'static str>,
    /// Nodes that take part, without a vote.
    pub strangers: Vec<&'static str>,
    /// Whether overlaps are prevented.
    pub prevent: Prevent,
}

impl Setting {
    /// These members, and overlaps are prevented.
    #[must_use]
    pub fn of(members: &[&'static str]) -> Self {
        Self { members: members.to_vec(), strangers: Vec::new(), prevent: Prevent::Yes }
    }
}

/// How it stood after something had happened: whom each node sees, and which of them are active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Since the start of the world.
    pub at: Duration,
    /// Who sees whom, by everybody's own account.
    pub sight: Sight,
    /// Who does its work.
    pub active: BTreeSet<Atom>,
}

/// So long that any silence is noticed, lost nodes are found, and whoever may go on does.
const REST: Duration = Duration::from_secs(8);

type Moments = Arc<Mutex<Vec<Moment>>>;

/// Nodes, their network, and what has happened so far.
pub struct Scene {
    world: World,
    net: Net,
    nodes: BTreeMap<Atom, Node>,
    moments: Moments,
}

impl Scene {
    /// Starts the nodes, connects all of them, and waits until they go on.
    ///
    /// # Panics
    /// When a node does not start, which happens to a name that is there twice.
    pub async fn open(world: &World, setting: &Setting) -> Self {
        let net = Net::new(world);
        let (moments, start) = (Moments::default(), Instant::now());
        let members: Vec<Atom> = setting.members.iter().map(|name| full(name)).collect();
        let mut nodes = BTreeMap::new();
        for name in setting.members.iter().chain(&setting.strangers) {
            let node = start_node(world, &net, name).await;
            let (world, moments, own) = (world.clone(), Arc::clone(&moments), node.name());
            let tell = Arc::new(move |news: News, side: &Side| {
                world.say(short(own), line(&news));
                note(&moments, start.elapsed(), own, side);
            });
            Member::start(&node, &members, setting.prevent, start, tell);
            nodes.insert(node.name(), node);
        }
        let scene = Self { world: world.clone(), net, nodes, moments };
        scene.connect().await;
        scene.rest().await;
        scene
    }

    /// The network, to cut its cables.
    #[must_use]
    pub fn net(&self) -> &Net {
        &self.net
    }

    /// A node, by its short name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn node(&self, name: &str) -> &Node {
        &self.nodes[&full(name)]
    }

    /// Applies the faults, each at its time from now, and waits until `quiet` has passed after the last one.
    pub async fn play(&self, schedule: &[Timed], quiet: Duration) {
        self.net.play(schedule);
        let last = schedule.iter().map(|timed| timed.at).max().unwrap_or_default();
        tokio::time::sleep(last + quiet).await;
    }

    /// Connects all nodes with each other, as far as cables are whole.
    pub async fn connect(&self) {
        for (at, node) in self.nodes.values().enumerate() {
            for other in self.nodes.keys().skip(at + 1) {
                let _ = node.connect(other.text()).await;
            }
        }
    }

    /// So long that any silence is noticed, lost nodes are found, and whoever may go on does.
    pub async fn rest(&self) {
        tokio::time::sleep(REST).await;
        self.world.settle().await;
    }

    /// Who sees whom now: each node is asked for its own list.
    #[must_use]
    pub fn sight(&self) -> Sight {
        let mut sight = Sight::default();
        self.nodes.iter().for_each(|(name, node)| sight.set(*name, node.list()));
        sight
    }

    /// Who is active, in order.
    #[must_use]
    pub fn active(&self) -> Vec<&'static str> {
        let active = lock(&self.moments).last().map(|moment| moment.active.clone()).unwrap_or_default();
        active.into_iter().map(short).collect()
    }

    /// Everything that has happened so far, moment by moment.
    #[must_use]
    pub fn moments(&self) -> Vec<Moment> {
        lock(&self.moments).clone()
    }
}

/// What came of a schedule, for whoever was not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What was done and said, each with its time since the schedule began.
    pub told: Vec<(Duration, String)>,
    /// Who sees whom at the end.
    pub sight: Sight,
    /// Who is active at the end.
    pub active: Vec<&'static str>,
}

/// Runs a schedule in a world of its own, until `quiet` has passed after the last fault.
///
/// # Panics
/// When a fault names a host that there is not.
#[must_use]
pub fn look(seed: u64, setting: &Setting, schedule: &[Timed], quiet: Duration) -> Look {
    let (setting, schedule) = (setting.clone(), schedule.to_vec());
    let run = sim(seed, move |world| async move {
        let scene = Scene::open(&world, &setting).await;
        let start = world.elapsed();
        scene.play(&schedule, quiet).await;
        (start, scene.sight(), scene.active())
    });
    let lines = run.events.iter().filter_map(|event| match &event.kind {
        Kind::Note { line } => Some((Duration::from_micros(event.at), format!("{}: {line}", event.process))),
        _ => None,
    });
    let lines: Vec<(Duration, String)> = lines.collect();
    let (start, sight, active) = run.finished();
    let told =
        lines.into_iter().filter(|(at, _)| *at >= start).map(|(at, line)| (at - start, line)).collect();
    Look { told, sight, active }
}

/// The node `a` on the host `a`.
fn full(name: &str) -> Atom {
    Atom::new(&format!("{name}@{name}"))
}

/// A node whose silence is noticed after a second.
pub(crate) async fn start_node(world: &World, net: &Net, name: &str) -> Node {
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        crash_log: Some(Arc::new(|_| {})),
        seed: world.choose(1 << 30) as u64,
        ..Config::default()
    });
    let options = Options::new(full(name).text(), "secret").on(net.host(name), &system);
    let options = Options { tick: TICK, log: Arc::new(|_| {}), ..options };
    Node::start(&system, options).await.expect("a free name")
}

fn line(news: &News) -> String {
    match news {
        News::Up(node) => format!("sees {}", short(*node)),
        News::Down(node) => format!("has lost {}", short(*node)),
        News::LetsGo(node) => format!("lets go of {}", short(*node)),
        News::Is(Role::Active) => "goes on".to_owned(),
        News::Is(Role::Paused) => "pauses".to_owned(),
    }
}

fn note(moments: &Moments, at: Duration, node: Atom, side: &Side) {
    let mut moments = lock(moments);
    let last = moments.last().cloned();
    let mut now = last.unwrap_or(Moment { at, sight: Sight::default(), active: BTreeSet::new() });
    now.at = at;
    now.sight.set(node, side.sees().iter().copied());
    now.active.remove(&node);
    now.active.extend((side.role() == Role::Active).then_some(node));
    moments.push(now);
}

fn lock(moments: &Moments) -> MutexGuard<'_, Vec<Moment>> {
    moments.lock().unwrap_or_else(PoisonError::into_inner)
}
