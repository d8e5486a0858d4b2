//! The name server as a process: `global_name_server`, on each node that takes part. It turns what comes into events,
//! and carries out what the core orders.
//!
//! A server that is asked is not watched: its node leaves the cluster when it ends, and that is heard of.
//! Source: OTP, `global`. Chapter: `distribution`.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, PoisonError, RwLock};

use node::{Asked, GenMessage, Node, NodeDown, NodeUp, Visibility};
use process::{Call, Caller, Context, Down, Envelope, ExitReason, Flush, Pid, Ref, Target, Timeout};
use term::{Atom, Term, term};

use crate::core::{State, step};
use crate::message::{Action, Event, Request, Timer, Want};
use crate::resolver::Effect;
use crate::wire::{self, Wire};
use crate::words::Process;

/// The name under which each node has its name server.
pub(crate) const SERVER: &str = "global_name_server";

/// The core, which others of this node may look into.
pub(crate) type Shared = Arc<RwLock<State>>;

/// A connection that was wanted could not be made.
#[derive(Debug)]
struct NotConnected(Atom);

pub(crate) struct Shell {
    node: Node,
    shared: Shared,
    /// Who waits for an answer: other name servers, and processes of this node.
    asked: BTreeMap<u64, (Asked, Request)>,
    clients: BTreeMap<u64, Caller>,
    watched: BTreeMap<Process, Ref>,
    last: u64,
}

impl Shell {
    pub(crate) fn new(node: Node, shared: Shared) -> Self {
        Self {
            node,
            shared,
            asked: BTreeMap::new(),
            clients: BTreeMap::new(),
            watched: BTreeMap::new(),
            last: 0,
        }
    }

    /// Serves for ever.
    pub(crate) async fn run(mut self, mut me: Context) {
        self.node.monitor_nodes(&me);
        for node in self.node.list() {
            self.happened(Event::NodeUp(node), &mut me);
        }
        loop {
            let message = me.next().await;
            if let Some(event) = self.event(message, &me) {
                self.happened(event, &mut me);
            }
        }
    }

    /// What a message means to the core.
    fn event(&mut self, message: Envelope, me: &Context) -> Option<Event> {
        let message = match message.open::<Term>() {
            Ok(term) => return self.term(term, me),
            Err(other) => other,
        };
        if let Some(up) = message.peek::<NodeUp>() {
            return (up.visibility == Visibility::Visible).then_some(Event::NodeUp(up.node));
        }
        if let Some(down) = message.peek::<NodeDown>() {
            return (down.visibility == Visibility::Visible).then_some(Event::NodeDown(down.node));
        }
        if let Some(NotConnected(node)) = message.peek() {
            return Some(Event::NodeDown(*node));
        }
        if let Some(Timeout { message: timer, .. }) = message.peek::<Timeout<Timer>>() {
            return Some(Event::TimePassed(*timer));
        }
        if let Some(Down { target: Target::Process(pid), .. }) = message.peek::<Down>() {
            let process = self.home(*pid);
            self.watched.remove(&process);
            return Some(Event::ProcessDown(process));
        }
        let Call { from, request } = message.open::<Call<Want>>().ok()?;
        self.last += 1;
        self.clients.insert(self.last, from);
        Some(Event::Wanted { client: self.last, want: request })
    }

    /// What a term means: a request, a word of another name server, or the answer to a question.
    fn term(&mut self, term: Term, me: &Context) -> Option<Event> {
        let home = |pid| self.node.node_of(pid);
        match GenMessage::of(term) {
            GenMessage::Call(asked, request) => {
                let Some(request) = wire::read_request(&request, &home) else {
                    self.answer_question(me, &asked, &request);
                    return None;
                };
                let by = self.home(asked.pid);
                self.last += 1;
                self.asked.insert(self.last, (asked, request.clone()));
                Some(Event::Asked { by, asker: self.last, request })
            }
            GenMessage::Cast(message) => {
                wire::read(&message, &home).map(|(by, message)| Event::Told { by, message })
            }
            GenMessage::Info(message) => {
                if let Some([Term::Int(question), answer]) = message.as_tuple() {
                    let question = u64::try_from(*question).ok()?;
                    return Some(Event::Answered { question, granted: *answer != Term::from(false) });
                }
                wire::read(&message, &home).map(|(by, message)| Event::Told { by, message })
            }
        }
    }

    /// What others may ask about us. As in OTP, a request that nobody knows gets no answer.
    fn answer_question(&self, me: &Context, asked: &Asked, request: &Term) {
        let shared = read(&self.shared);
        let nodes = |nodes: &mut dyn Iterator<Item = Atom>| Term::list(nodes.map(Term::from).collect());
        let answer = match request.as_atom().map_or("", Atom::text) {
            "get_protocol_version" => Term::from(wire::FORMAT),
            "get_known" => nodes(&mut shared.known()),
            "get_synced" => nodes(&mut shared.synced.iter().copied()),
            "get_names_ext" => term!([]),
            _ => return,
        };
        self.node.answer(me, asked, answer);
    }

    /// Tells the core, and does what it orders. What it asks of this node is answered here, in its turn.
    fn happened(&mut self, event: Event, me: &mut Context) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let actions = step(&mut write(&self.shared), event);
            for action in actions {
                events.extend(self.carry_out(action, me));
            }
        }
    }

    fn carry_out(&mut self, action: Action, me: &mut Context) -> Option<Event> {
        let own = self.node.name();
        match action {
            Action::Tell { to, message } => match wire::write(own, &message) {
                Wire::Cast(term) => self.node.cast(me, (SERVER, to.text()), term),
                Wire::Info(term) => self.send(to, term, me),
            },
            Action::Ask { to, question, request } if to == own => {
                return Some(Event::Answered { question, granted: self.ask_ourselves(request, me) });
            }
            Action::Ask { to, question, request } => {
                let from = term!({(me.pid()), (question)});
                self.send(to, term!({:"$gen_call", (from), (wire::ask(&request))}), me);
            }
            Action::Answer { asker, granted } => {
                if let Some((asked, request)) = self.asked.remove(&asker) {
                    self.node.answer(me, &asked, wire::answer(&request, granted));
                }
            }
            Action::Done { client, outcome } => {
                if let Some(client) = self.clients.remove(&client) {
                    me.reply(client, outcome);
                }
            }
            Action::Monitor(process) if process.pid == me.pid() => {}
            Action::Monitor(process) => drop(self.watched.insert(process, me.monitor(process.pid))),
            Action::Demonitor(process) => {
                if let Some(reference) = self.watched.remove(&process) {
                    me.demonitor(reference, Flush::Yes);
                }
            }
            Action::WakeAfter { timer, pause } => drop(me.start_timer(pause, me.pid(), timer)),
            Action::Connect(to) => {
                let (node, server) = (self.node.clone(), me.pid());
                me.spawn(move |me| async move {
                    if node.connect(to.text()).await.is_err() {
                        me.send(server, NotConnected(to));
                    }
                });
            }
            Action::Disconnect(from) => drop(self.node.disconnect(from.text())),
            Action::Effect(effect) => felt(me, effect),
        }
        None
    }

    /// A question to ourselves is answered at once.
    fn ask_ourselves(&mut self, request: Request, me: &mut Context) -> bool {
        let by = self.home(me.pid());
        let actions = step(&mut write(&self.shared), Event::Asked { by, asker: 0, request });
        let mut answer = false;
        for action in actions {
            match action {
                Action::Answer { granted, .. } => answer = granted,
                other => drop(self.carry_out(other, me)),
            }
        }
        answer
    }

    /// Says something to the name server of a node with which there is a connection, or should be one.
    fn send(&self, to: Atom, message: Term, me: &Context) {
        self.node.send(me, (SERVER, to.text()), message);
    }

    fn home(&self, pid: Pid) -> Process {
        Process { node: self.node.node_of(pid), pid }
    }
}

/// What a resolver does to a process.
pub(crate) fn felt(me: &Context, effect: Effect) {
    match effect {
        Effect::Kill(process) => me.exit(process.pid, ExitReason::Kill),
        Effect::Tell(process, message) => me.send(process.pid, message),
    }
}

pub(crate) fn read(shared: &Shared) -> std::sync::RwLockReadGuard<'_, State> {
    shared.read().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn write(shared: &Shared) -> std::sync::RwLockWriteGuard<'_, State> {
    shared.write().unwrap_or_else(PoisonError::into_inner)
}
