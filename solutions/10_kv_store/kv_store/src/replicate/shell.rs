//! The process: it turns messages into events, and orders of the core into messages and timers.
//!
//! Chapter: `kv_store`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use node::{Asked, Node, NodeDown, NodeUp};
use process::{Call, Caller, Context, Envelope, Pid, TimerId};
use term::Term;
use tokio::time::Instant;

use super::cores::{Core, Event, Order};
use super::reconnect::Reconnect;
use super::{REPLICA, Report};
use crate::beam;
use crate::replica::{Answer, Client, Millis, Name, Request};

/// A request of another node, which waits for a term.
#[derive(Debug)]
pub(super) struct Forward {
    pub asked: Asked,
    pub request: Request,
    pub limit: Duration,
}

#[derive(Debug)]
pub(super) struct JoinAsked(pub Name);
#[derive(Debug)]
pub(super) struct ReportAsked;
#[derive(Debug)]
struct Wake;
#[derive(Debug)]
struct LookAround;

/// Who waits for an answer.
enum Waits {
    Here(Caller),
    Elsewhere(Asked),
}

struct Shell<C> {
    node: Node,
    core: C,
    start: Instant,
    waits: BTreeMap<Client, Waits>,
    next: Client,
    /// When the core wants to be woken, and the timer for that.
    wake: Option<(Millis, TimerId)>,
    /// The nodes with which there is a connection.
    seen: BTreeSet<Name>,
    reconnect: Reconnect,
}

/// Starts the process of a node.
pub(super) fn serve(node: &Node, core: impl Core) -> Pid {
    let (own, reconnect) = (node.clone(), Reconnect::new(node.clone()));
    let pid = node.system().spawn(move |me| {
        let (start, waits) = (Instant::now(), BTreeMap::new());
        let seen = BTreeSet::new();
        let shell = Shell { node: own, core, start, waits, next: 0, wake: None, seen, reconnect };
        shell.run(me)
    });
    node.system().register(REPLICA, pid).expect("a node has one replica");
    let (system, without) = (node.system().clone(), node.clone());
    node.system().start_task(async move {
        system.join(pid).await;
        without.stop(); // connected and silent, it would look alive to the others
    });
    pid
}

impl<C: Core> Shell<C> {
    async fn run(mut self, mut me: Context) {
        self.node.monitor_nodes(&me);
        for node in self.node.list() {
            self.seen.insert(node);
            self.event(&me, Event::NodeUp(node));
        }
        self.event(&me, Event::Woken);
        me.send(me.pid(), LookAround);
        loop {
            let message = me.next().await;
            self.message(&me, message);
        }
    }

    fn message(&mut self, me: &Context, message: Envelope) {
        let message = match message.open::<Term>() {
            Ok(term) => return self.event(me, Event::Arrived(term)),
            Err(other) => other,
        };
        let message = match message.open::<Call<(Request, Duration)>>() {
            Ok(Call { from, request: (request, limit) }) => {
                return self.asked(me, Waits::Here(from), request, limit);
            }
            Err(other) => other,
        };
        if let Some(NodeUp { node, .. }) = message.peek() {
            self.seen.insert(*node);
            self.event(me, Event::NodeUp(*node));
        } else if let Some(NodeDown { node, .. }) = message.peek() {
            self.seen.remove(node);
            self.event(me, Event::NodeDown(*node));
        } else if message.is::<Wake>() {
            self.wake = None;
            self.event(me, Event::Woken);
        } else if message.is::<LookAround>() {
            self.reconnect.look_around(me, &self.core.partners());
            me.send_after(Reconnect::PAUSE, me.pid(), LookAround);
        } else if let Some(JoinAsked(node)) = message.peek() {
            self.event(me, Event::JoinAsked(*node));
        } else if let Some(Call { from, .. }) = message.peek::<Call<ReportAsked>>() {
            me.reply(*from, self.report());
        } else if let Ok(Forward { asked, request, limit }) = message.open() {
            self.asked(me, Waits::Elsewhere(asked), request, limit);
        }
    }

    fn asked(&mut self, me: &Context, who: Waits, request: Request, limit: Duration) {
        self.next += 1;
        self.waits.insert(self.next, who);
        let limit = Millis::try_from(limit.as_millis()).unwrap_or(Millis::MAX / 2);
        self.event(me, Event::Asked(self.next, request, limit));
    }

    // ANCHOR: event
    /// Has the core decide, and does what it says.
    fn event(&mut self, me: &Context, event: Event) {
        let now = Millis::try_from(self.start.elapsed().as_millis()).expect("not in this millennium");
        for order in self.core.step(event, now) {
            match order {
                // To anybody else it would be lost anyway, after a vain attempt to connect for each letter.
                Order::Send(to, term) if self.seen.contains(&to) => {
                    self.node.send(me, (REPLICA, to.text()), term);
                }
                Order::Send(..) => {}
                Order::Reply(client, answer) => self.answer(me, client, answer),
                Order::WakeAt(moment) => self.wake_at(me, moment, now),
            }
        }
    }
    // ANCHOR_END: event

    fn answer(&mut self, me: &Context, client: Client, answer: Answer) {
        match self.waits.remove(&client) {
            Some(Waits::Here(caller)) => me.reply(caller, answer),
            Some(Waits::Elsewhere(asked)) => self.node.answer(me, &asked, beam::answer_term(answer)),
            None => {}
        }
    }

    /// One timer is enough: the earliest.
    fn wake_at(&mut self, me: &Context, moment: Millis, now: Millis) {
        match self.wake {
            Some((earlier, _)) if earlier <= moment => return,
            Some((_, timer)) => drop(me.cancel_timer(timer)),
            None => {}
        }
        let after = Duration::from_millis(moment.saturating_sub(now).max(1));
        self.wake = Some((moment, me.send_after(after, me.pid(), Wake)));
    }

    fn report(&self) -> Report {
        let (view, standing) = (self.core.view(), self.core.standing());
        Report { view, standing, keys: self.core.keys(), waiting: self.waits.len() }
    }
}
