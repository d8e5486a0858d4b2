//! The nodes of a lab: they are started by name, stop, crash, connect, and their cables can be pulled.

mod orders;

use std::cell::{Ref, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use trace::{Event, Kind};

use crate::cables::{Cables, Host};
use crate::kernel::{Kernel, Process};
use crate::machine::Machine;
use crate::setup::{Job, Lab, Member, Request, Text};
use crate::stage::Stage;

/// A quarter of the silence after which a node is given up. OTP waits a minute; nobody here does.
pub const TICK: Duration = Duration::from_millis(250);
/// How long the lab waits for an answer from another node.
pub const LIMIT: Duration = Duration::from_secs(3);
/// What all nodes know, unless they are started with another one.
const COOKIE: &str = "secret";
/// Processes that every node has, and that explain nothing.
const HIDDEN: [&str; 2] = ["net_kernel", "lab"];

type Started<M> = Pin<Box<dyn Future<Output = Result<M, String>>>>;

/// Where a node starts: its name, its host, its cookie.
pub struct Seat {
    name: String,
    cookie: String,
    hidden: bool,
    life: u64,
    others: Vec<String>,
    host: Host,
    stage: Stage,
}

#[expect(missing_docs, reason = "as the fields are named")]
impl Seat {
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    #[must_use]
    pub fn host(&self) -> Host {
        self.host.clone()
    }

    #[must_use]
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Which run of the node this is, from 1.
    #[must_use]
    pub fn life(&self) -> u64 {
        self.life
    }

    /// The nodes that are up already.
    #[must_use]
    pub fn others(&self) -> &[String] {
        &self.others
    }

    /// Where randomness begins: differently for each node and each of its lives.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.name.bytes().fold(self.life, |seed, byte| seed.wrapping_mul(131).wrapping_add(u64::from(byte)))
    }
}

/// The nodes of a lab. Clones are the same ones.
pub struct Nodes<M>(Rc<Inner<M>>);

impl<M> Clone for Nodes<M> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

struct Inner<M> {
    stage: Stage,
    cables: Cables,
    start: Box<dyn Fn(Seat) -> Started<M>>,
    up: RefCell<BTreeMap<String, Up<M>>>,
    /// How often a node of this name was started.
    lives: RefCell<BTreeMap<String, u64>>,
}

/// A node that is up.
struct Up<M> {
    machine: M,
    host: Host,
    life: u64,
}

impl<M> Up<M> {
    /// What stands for it where a process has its pid: `x`, and `x#2` in its second life.
    fn id(&self, name: &str) -> String {
        if self.life == 1 { name.to_owned() } else { format!("{name}#{}", self.life) }
    }
}

impl<M: Machine> Nodes<M> {
    /// No nodes yet, and how one is started.
    pub fn new<F>(stage: &Stage, start: impl Fn(Seat) -> F + 'static) -> Self
    where
        F: Future<Output = Result<M, String>> + 'static,
    {
        let start = Box::new(move |seat| -> Started<M> { Box::pin(start(seat)) });
        let (up, lives) = (RefCell::default(), RefCell::default());
        Self(Rc::new(Inner { stage: stage.clone(), cables: Cables::new(stage), start, up, lives }))
    }

    /// Starts visible nodes of these names, and connects each with those before it. Says what went wrong.
    pub async fn open(&self, names: &[&str]) -> Result<(), String> {
        for (at, name) in names.iter().enumerate() {
            self.start(name, false, COOKIE).await?;
            for other in &names[..at] {
                let machine = self.machine(name).ok_or("it has started")?;
                machine.connect(other).await;
            }
        }
        Ok(())
    }

    /// Starts a node.
    ///
    /// # Errors
    /// In words of the node.
    pub async fn start(&self, name: &str, hidden: bool, cookie: &str) -> Result<(), String> {
        let life =
            *self.0.lives.borrow_mut().entry(name.to_owned()).and_modify(|life| *life += 1).or_insert(1);
        let host = self.0.cables.host(name);
        let (name, cookie, stage) = (name.to_owned(), cookie.to_owned(), self.0.stage.clone());
        let others = self.names();
        let seat = Seat { name: name.clone(), cookie, hidden, life, others, host: host.clone(), stage };
        let unwritten = || self.0.stage.say("it does not come up", "он не запускается").to_owned();
        let started = tokio::time::timeout(LIMIT, (self.0.start)(seat)).await;
        match started.unwrap_or_else(|_| Err(unwritten())) {
            Ok(machine) => {
                self.0.up.borrow_mut().insert(name, Up { machine, host, life });
                Ok(())
            }
            Err(why) => {
                host.end();
                Err(why)
            }
        }
    }

    /// The names of the nodes that are up, in order.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.0.up.borrow().keys().cloned().collect()
    }

    /// A node that is up, by its name.
    #[must_use]
    pub fn machine(&self, name: &str) -> Option<M> {
        self.0.up.borrow().get(name).map(|up| up.machine.clone())
    }

    /// The node behind the `@`, if it is up.
    #[must_use]
    pub fn home(&self, process: &str) -> Option<M> {
        self.machine(process.rsplit_once('@')?.1)
    }

    /// The node to which a request is, if it is to a node.
    #[must_use]
    pub fn asked(&self, request: &Request<'_>) -> Option<M> {
        self.machine(request.to.split('#').next()?)
    }

    /// A text with the names of processes where it has their pids: `counter@y` for `<0.3.0>@y`.
    #[must_use]
    pub fn with_names(&self, text: &str) -> String {
        let (mut said, mut rest) = (String::new(), text);
        while let Some(at) = rest.find('<') {
            let end = rest[at..].find(">@").map_or(rest.len(), |end| at + end + 2);
            let end =
                rest[end..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |more| end + more);
            said += &rest[..at];
            said += &self.name_of(&rest[at..end]);
            rest = &rest[end..];
        }
        said + rest
    }

    /// The process, with names where it has pids of processes on other nodes.
    fn by_names(&self, mut process: Process) -> Process {
        for peers in [&mut process.links, &mut process.monitors] {
            peers.iter_mut().for_each(|peer| *peer = self.name_of(peer));
        }
        process
    }

    fn name_of(&self, pid: &str) -> String {
        let processes = self.home(pid).map(|machine| machine.processes()).unwrap_or_default();
        let name = processes.into_iter().find(|process| process.pid == pid).and_then(|process| process.name);
        name.unwrap_or_else(|| pid.to_owned())
    }

    /// For [`Lab::call`]: understands a request to a node.
    pub fn each(
        &self,
        understand: impl Fn(&Self, M, &Request<'_>) -> Option<Job> + 'static,
    ) -> impl Fn(&Request<'_>) -> Option<Job> + 'static {
        let nodes = self.clone();
        move |request| understand(&nodes, nodes.asked(request)?, request)
    }

    fn up(&self) -> Ref<'_, BTreeMap<String, Up<M>>> {
        self.0.up.borrow()
    }

    fn say(&self, en: &'static str, ru: &'static str) -> &'static str {
        self.0.stage.say(en, ru)
    }

    // ---- ends

    fn end(&self, name: &str, reason: &str) {
        let Some(up) = self.0.up.borrow_mut().remove(name) else { return };
        if reason == "crash" {
            up.host.crash();
            up.machine.crash();
        } else {
            up.host.end();
            up.machine.stop();
        }
        let kind = Kind::Exit { reason: reason.to_owned() };
        (self.0.stage.tracer())(Event { at: 0, process: name.to_owned(), kind, source: None });
    }

    /// Whether there is a node of this name, or was.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.0.lives.borrow().contains_key(name)
    }

    // ---- the lab

    /// A lab of these nodes: `start`, `stop`, `crash`, `connect`, `disconnect`, `cut`, `heal`, `who`, and a tree that
    /// shows them with their processes. What can be asked of them, the lab adds.
    #[must_use]
    pub fn lab(&self, about: Text) -> Lab {
        let (tree, state) = (self.clone(), self.clone());
        let lab = Lab::new(self.clone(), about);
        self.orders(lab)
            .tree(move || {
                let members = tree.members();
                async move { members }
            })
            .state(move |pid| {
                let heard = state.home(pid).and_then(|machine| machine.heard(pid));
                let heard = heard.map(|heard| state.with_names(&heard));
                Box::pin(async move { heard })
            })
    }

    fn members(&self) -> Vec<Member> {
        let member = |(name, up): (&String, &Up<M>)| {
            let [seen, hidden] = up.machine.sees();
            let hidden = hidden.into_iter().map(|name| format!("{name} (h)"));
            let sees: Vec<String> = seen.into_iter().chain(hidden).collect();
            let sees = match sees.as_slice() {
                [] => self.say("sees nobody", "не видит никого").to_owned(),
                sees => format!("{} {}", self.say("sees", "видит"), sees.join(" ")),
            };
            let children = shown(&up.machine).into_iter().map(|process| Member {
                id: process.name.unwrap_or_else(|| process.pid.clone()),
                pid: Some(process.pid),
                ..Member::default()
            });
            Member {
                id: name.clone(),
                pid: Some(up.id(name)),
                strategy: Some(sees),
                children: children.collect(),
                ..Member::default()
            }
        };
        self.up().iter().map(member).collect()
    }
}

/// The processes of a node, without those of the lab.
fn shown(machine: &impl Machine) -> Vec<Process> {
    let is_ours = |name: &String| HIDDEN.iter().any(|hidden| name.split('@').next() == Some(hidden));
    machine.processes().into_iter().filter(|process| !process.name.as_ref().is_some_and(is_ours)).collect()
}

impl<M: Machine> Kernel for Nodes<M> {
    fn processes(&self) -> Vec<Process> {
        let of = |(name, up): (&String, &Up<M>)| {
            let node = Process { pid: up.id(name), name: Some(name.clone()), ..Process::default() };
            let own = shown(&up.machine).into_iter().map(|process| self.by_names(process));
            std::iter::once(node).chain(own).collect::<Vec<_>>()
        };
        self.up().iter().flat_map(of).collect()
    }

    fn exit(&self, pid: &str, reason: &str) {
        match self.home(pid) {
            Some(machine) => machine.exit(pid, reason),
            None => self.end(
                pid.split('#').next().unwrap_or_default(),
                if reason == "kill" { "crash" } else { reason },
            ),
        }
    }
}
