//! Several cores in one thread, and a network that is a list: what can happen to names, without waiting for it.
//!
//! Packets of one pair stay in order; everything else comes in an order that follows from the seed, and timers fire
//! early. That is harder on the cores than a real network.
//!
//! Source: none. Chapter: `distribution`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use process::Pid;
use term::{Atom, Term};

use crate::acquire::{Acquire, Next, Said};
use crate::core::{State, step};
use crate::dice::Dice;
use crate::message::{Action, Event, Message, Request, Timer, Want};
use crate::resolver::{Effect, Resolver};
use crate::words::{Entry, LockId, Op, Process};

/// So many events, and nothing has come to rest: then it never will.
const MANY: usize = 200_000;

/// What travels from one node to another.
#[derive(Debug)]
enum Packet {
    Up,
    Down,
    Message(Message),
    Request(u64, Request),
    Answer(u64, bool),
}

/// Something that was said in a cluster: who says it, to whom, and what, for those who look on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the summary says")]
pub struct Letter {
    pub from: String,
    pub to: String,
    pub text: String,
}

/// Nodes, their connections, and the processes that live on them.
#[derive(Debug)]
pub struct Cluster {
    nodes: BTreeMap<Atom, State>,
    connected: BTreeSet<(Atom, Atom)>,
    cut: BTreeSet<(Atom, Atom)>,
    roads: BTreeMap<(Atom, Atom), VecDeque<Packet>>,
    timers: BTreeSet<(Atom, Timer)>,
    outcomes: BTreeMap<u64, bool>,
    alive: BTreeMap<Process, String>,
    heard: Vec<(String, Term)>,
    letters: Vec<Letter>,
    random: Dice,
    last: u64,
}

impl Cluster {
    /// Nodes of these names, each alone.
    #[must_use]
    pub fn new(names: &[&str], seed: u64) -> Self {
        let node = |(place, name): (u32, &&str)| {
            let own = Process { node: Atom::new(name), pid: Pid::of_node(place, 0, 0) };
            (own.node, State::new(own, 1, seed.wrapping_add(u64::from(place))))
        };
        Self {
            nodes: (1..).zip(names).map(node).collect(),
            connected: BTreeSet::new(),
            cut: BTreeSet::new(),
            roads: BTreeMap::new(),
            timers: BTreeSet::new(),
            outcomes: BTreeMap::new(),
            alive: BTreeMap::new(),
            heard: Vec::new(),
            letters: Vec::new(),
            random: Dice(seed),
            last: 0,
        }
    }

    // ---- what happens to it

    /// Connects all nodes that are not cut off from each other.
    pub fn connect(&mut self) {
        let names: Vec<Atom> = self.nodes.keys().copied().collect();
        for a in &names {
            for b in names.iter().filter(|b| *b != a) {
                if !self.cut.contains(&(*a, *b)) && self.connected.insert((*a, *b)) {
                    self.road(*b, *a).push_back(Packet::Up);
                }
            }
        }
    }

    /// Cuts the cables between these nodes and those.
    pub fn cut(&mut self, these: &[&str], those: &[&str]) {
        for a in these.iter().map(|name| Atom::new(name)) {
            for b in those.iter().map(|name| Atom::new(name)) {
                self.cut.extend([(a, b), (b, a)]);
                self.disconnect(a, b);
            }
        }
    }

    /// Mends all cables, and connects.
    pub fn heal(&mut self) {
        self.cut.clear();
        self.connect();
    }

    fn disconnect(&mut self, a: Atom, b: Atom) {
        for (from, to) in [(a, b), (b, a)] {
            if self.connected.remove(&(to, from)) {
                let road = self.road(from, to);
                road.clear();
                road.push_back(Packet::Down);
            }
        }
    }

    /// Starts a process on a node.
    pub fn spawn(&mut self, node: &str, name: &str) -> Process {
        self.last += 1;
        let node = Atom::new(node);
        let number = self.nodes[&node].own.pid.node();
        let id = u32::try_from(self.last).expect("few processes are started");
        let process = Process { node, pid: Pid::of_node(number, id, 0) };
        self.alive.insert(process, name.to_owned());
        process
    }

    /// Ends a process.
    pub fn kill(&mut self, process: Process) {
        self.alive.remove(&process);
        for node in self.nodes.keys().copied().collect::<Vec<Atom>>() {
            if node == process.node || self.connected.contains(&(node, process.node)) {
                self.handle(node, Event::ProcessDown(process));
            }
        }
    }

    /// A process of this node wants something; the answer is for [`Cluster::outcome`].
    pub fn want(&mut self, node: &str, want: Want) -> u64 {
        self.last += 1;
        self.handle(Atom::new(node), Event::Wanted { client: self.last, want });
        self.last
    }

    /// Registers a process on its own node, and runs until there is an answer.
    pub fn register(&mut self, name: &str, process: Process, resolver: Resolver) -> bool {
        let entry = Entry { name: Term::Atom(Atom::new(name)), process, resolver };
        let client = self.want(process.node.text(), Want::Register(entry));
        self.run();
        self.outcome(client).expect("it has come to rest")
    }

    /// Asks a name server, which answers at once.
    pub fn ask(&mut self, node: &str, by: Process, request: Request) -> bool {
        let node = Atom::new(node);
        let state = self.nodes.get_mut(&node).expect("a node of this cluster");
        let mut answer = false;
        for action in step(state, Event::Asked { by, asker: 0, request }) {
            match action {
                Action::Answer { granted, .. } => answer = granted,
                other => self.carry_out(node, other),
            }
        }
        answer
    }

    /// A process asks for a lock on some nodes, once: on all of them or on none.
    pub fn set_lock(&mut self, by: Process, id: &LockId, nodes: &[&str]) -> bool {
        let nodes = nodes.iter().map(|node| Atom::new(node)).collect();
        let (mut acquire, mut next) = Acquire::new(id.clone(), [nodes]);
        while let Next::Ask(asked) = next {
            next = Next::Wait;
            for node in asked {
                let granted = self.ask(node.text(), by, Request::SetLock(id.clone()));
                next = acquire.heard(node, if granted { Said::Granted } else { Said::Refused });
            }
        }
        let locked = matches!(next, Next::Locked(_));
        if let Next::GiveBack(nodes) = next {
            for node in nodes {
                self.ask(node.text(), by, Request::DelLock(id.clone()));
            }
        }
        locked
    }

    /// Runs until nothing is left to be done.
    ///
    /// # Panics
    /// If that never happens.
    pub fn run(&mut self) {
        self.run_for(MANY);
        assert!(self.is_at_rest(), "{MANY} events, and the nodes do not come to rest");
    }

    /// Lets so many things happen.
    pub fn run_for(&mut self, events: usize) {
        let _ = (0..events).all(|_| self.one_event());
    }

    /// Whether nothing is under way and nobody waits for a timer.
    #[must_use]
    pub fn is_at_rest(&self) -> bool {
        self.timers.is_empty() && self.roads.values().all(VecDeque::is_empty)
    }

    /// Lets one thing happen, if there is one.
    fn one_event(&mut self) -> bool {
        let roads: Vec<(Atom, Atom)> =
            self.roads.iter().filter(|(_, road)| !road.is_empty()).map(|(pair, _)| *pair).collect();
        let timers: Vec<(Atom, Timer)> = self.timers.iter().copied().collect();
        if roads.is_empty() && timers.is_empty() {
            return false;
        }
        if roads.is_empty() || (!timers.is_empty() && self.random.below(8) == 0) {
            let (node, timer) = timers[self.random.below(timers.len())];
            self.timers.remove(&(node, timer));
            self.handle(node, Event::TimePassed(timer));
        } else {
            let pair = roads[self.random.below(roads.len())];
            self.arrive(pair);
        }
        true
    }

    // ---- what can be seen of it

    /// What came of a wish.
    #[must_use]
    pub fn outcome(&self, client: u64) -> Option<bool> {
        self.outcomes.get(&client).copied()
    }

    /// The process that has this name, as this node sees it.
    #[must_use]
    pub fn whereis(&self, node: &str, name: &str) -> Option<&str> {
        let process = self.node(node).names().whereis(&Term::Atom(Atom::new(name)))?;
        Some(self.name(process))
    }

    /// The core of a node.
    ///
    /// # Panics
    /// If there is no such node.
    #[must_use]
    pub fn node(&self, name: &str) -> &State {
        &self.nodes[&Atom::new(name)]
    }

    /// The core of a node, to give it rules.
    ///
    /// # Panics
    /// If there is no such node.
    pub fn node_mut(&mut self, name: &str) -> &mut State {
        self.nodes.get_mut(&Atom::new(name)).expect("a node of this cluster")
    }

    /// Who was told what, or killed, since the last look.
    pub fn heard(&mut self) -> Vec<String> {
        self.heard.drain(..).map(|(who, what)| format!("{who}: {what}")).collect()
    }

    /// What nodes have said to other nodes, and to processes, since the last look.
    pub fn letters(&mut self) -> Vec<Letter> {
        std::mem::take(&mut self.letters)
    }

    /// Which processes live.
    #[must_use]
    pub fn is_alive(&self, process: Process) -> bool {
        self.alive.contains_key(&process)
    }

    fn name(&self, process: Process) -> &str {
        self.alive.get(&process).map_or("a dead process", |name| name)
    }

    // ---- inside

    fn road(&mut self, from: Atom, to: Atom) -> &mut VecDeque<Packet> {
        self.roads.entry((from, to)).or_default()
    }

    fn arrive(&mut self, (from, to): (Atom, Atom)) {
        let Some(packet) = self.road(from, to).pop_front() else { return };
        let by = self.nodes[&from].own;
        if from != to {
            let text = self.text(&packet);
            self.letters.push(Letter { from: from.text().to_owned(), to: to.text().to_owned(), text });
        }
        let event = match packet {
            Packet::Up => Event::NodeUp(from),
            Packet::Down => Event::NodeDown(from),
            Packet::Message(message) => Event::Told { by: from, message },
            Packet::Answer(question, granted) => Event::Answered { question, granted },
            Packet::Request(question, request) => {
                let asker = question << 8 | u64::from(by.pid.node());
                Event::Asked { by, asker, request }
            }
        };
        self.handle(to, event);
    }

    /// A packet in few words.
    fn text(&self, packet: &Packet) -> String {
        let plain = |name: &Term| name.to_string().trim_start_matches(':').to_owned();
        let named = |entry: &Entry| format!("{} {}", plain(&entry.name), self.name(entry.process));
        let named_all = |entries: &[Entry]| entries.iter().map(named).collect::<Vec<_>>().join(", ");
        let op = |op: &Op| match op {
            Op::Insert(entry) => named(entry),
            Op::Delete(name) => format!("{} nobody", plain(name)),
        };
        match packet {
            Packet::Up => "nodeup".to_owned(),
            Packet::Down => "nodedown".to_owned(),
            Packet::Answer(_, granted) => granted.to_string(),
            Packet::Request(_, Request::SetLock(_)) => "set_lock".to_owned(),
            Packet::Request(_, Request::DelLock(_)) => "del_lock".to_owned(),
            Packet::Request(_, Request::Register(entry)) => format!("register: {}", named(entry)),
            Packet::Request(_, Request::Unregister(name)) => format!("unregister: {}", plain(name)),
            Packet::Message(Message::Exchange { names, .. }) => format!("exchange: {}", named_all(names)),
            Packet::Message(Message::Resolved { ops, .. }) => {
                let ops: Vec<String> = ops.iter().map(op).collect();
                format!("resolved: {}", if ops.is_empty() { "nothing".to_owned() } else { ops.join(", ") })
            }
            Packet::Message(Message::NewNodes { .. }) => "new_nodes".to_owned(),
            Packet::Message(Message::InitConnect { .. }) => "init_connect".to_owned(),
            Packet::Message(Message::InitConnectAck { .. }) => "init_connect_ack".to_owned(),
            Packet::Message(Message::CancelConnect { .. }) => "cancel_connect".to_owned(),
            Packet::Message(Message::LockSet { set, .. }) => format!("lock_set: {set}"),
            Packet::Message(Message::InSync) => "in_sync".to_owned(),
            Packet::Message(Message::LostConnection { .. }) => "lost_connection".to_owned(),
            Packet::Message(Message::RemoveConnection) => "remove_connection".to_owned(),
        }
    }

    fn handle(&mut self, node: Atom, event: Event) {
        let state = self.nodes.get_mut(&node).expect("a node of this cluster");
        for action in step(state, event) {
            self.carry_out(node, action);
        }
    }

    fn carry_out(&mut self, node: Atom, action: Action) {
        match action {
            Action::Tell { to, message } => self.send(node, to, Packet::Message(message)),
            Action::Ask { to, question, request } => self.send(node, to, Packet::Request(question, request)),
            Action::Answer { asker, granted } => {
                let place = u32::try_from(asker & 0xff).expect("eight bits");
                let to = self.nodes.values().find(|state| state.own.pid.node() == place);
                let to = to.expect("a node of this cluster").own.node;
                self.send(node, to, Packet::Answer(asker >> 8, granted));
            }
            Action::Done { client, outcome } => drop(self.outcomes.insert(client, outcome)),
            Action::Monitor(process) => {
                let there = node == process.node || self.connected.contains(&(node, process.node));
                let server = process.pid.id() == 0;
                if !there || !server && !self.alive.contains_key(&process) {
                    self.handle(node, Event::ProcessDown(process));
                }
            }
            Action::Demonitor(_) => {}
            Action::WakeAfter { timer, .. } => drop(self.timers.insert((node, timer))),
            Action::Connect(to) if self.cut.contains(&(node, to)) => {
                self.road(to, node).push_back(Packet::Down)
            }
            Action::Connect(to) => {
                for (one, other) in [(node, to), (to, node)] {
                    if self.connected.insert((one, other)) {
                        self.road(other, one).push_back(Packet::Up);
                    }
                }
            }
            Action::Disconnect(from) => self.disconnect(node, from),
            Action::Effect(Effect::Kill(process)) => {
                if let Some(name) = self.alive.get(&process).cloned() {
                    self.heard.push((name, Term::Atom(Atom::new("killed"))));
                    self.kill(process);
                }
            }
            Action::Effect(Effect::Tell(process, message)) => {
                let (to, text) = (self.name(process).to_owned(), message.to_string());
                self.letters.push(Letter { from: node.text().to_owned(), to, text });
                self.heard.push((self.name(process).to_owned(), message));
            }
        }
    }

    fn send(&mut self, from: Atom, to: Atom, packet: Packet) {
        if from == to || self.connected.contains(&(from, to)) {
            self.road(from, to).push_back(packet);
        }
    }
}
