//! Two cores behind one door, so that one shell serves both.
//!
//! Chapter: `kv_store`.

use term::Term;

use crate::replica::majority::{self, Letter, Majority, Standing};
use crate::replica::naive::{self, Naive};
use crate::replica::{Answer, Client, Millis, Name, Request, View};

/// What the shell has to do.
pub(super) enum Order {
    Send(Name, Term),
    Reply(Client, Answer),
    WakeAt(Millis),
}

/// What the shell tells a core.
pub(super) enum Event {
    Asked(Client, Request, Millis),
    Arrived(Term),
    NodeUp(Name),
    NodeDown(Name),
    JoinAsked(Name),
    Woken,
}

/// A core, as the shell sees it.
pub(super) trait Core: Send + 'static {
    fn step(&mut self, event: Event, now: Millis) -> Vec<Order>;
    fn view(&self) -> View;
    /// With whom there should be a connection.
    fn partners(&self) -> Vec<Name>;
    fn standing(&self) -> &'static str;
    fn keys(&self) -> usize;
}

impl Core for Majority {
    fn step(&mut self, event: Event, now: Millis) -> Vec<Order> {
        let event = match event {
            Event::Asked(client, request, limit) => majority::Event::Asked { client, request, limit },
            Event::Arrived(term) => match Letter::from_term(&term) {
                Some(letter) => majority::Event::Arrived(letter),
                None => return Vec::new(), // from a stranger
            },
            Event::NodeUp(node) => majority::Event::NodeUp(node),
            Event::NodeDown(_) => return Vec::new(), // who does not answer is asked again, that is all
            Event::JoinAsked(node) => majority::Event::JoinAsked(node),
            Event::Woken => majority::Event::Woken,
        };
        let orders = majority::step(self, event, now).into_iter().map(|action| match action {
            majority::Action::Send(to, letter) => Order::Send(to, letter.to_term()),
            majority::Action::Reply(client, answer) => Order::Reply(client, answer),
            majority::Action::WakeAt(moment) => Order::WakeAt(moment),
        });
        orders.collect()
    }

    fn view(&self) -> View {
        self.view().clone()
    }

    fn partners(&self) -> Vec<Name> {
        match self.standing() {
            Standing::Joining { via, .. } => vec![*via],
            _ => self.view().members.clone(),
        }
    }

    fn standing(&self) -> &'static str {
        match self.standing() {
            Standing::Joining { .. } => "joining",
            Standing::Recovering => "recovering",
            Standing::Member => "member",
        }
    }

    fn keys(&self) -> usize {
        self.len()
    }
}

impl Core for Naive {
    fn step(&mut self, event: Event, _: Millis) -> Vec<Order> {
        let event = match event {
            Event::Asked(client, request, _) => naive::Event::Asked { client, request },
            Event::Arrived(term) => match naive::Message::from_term(&term) {
                Some((from, message)) => naive::Event::Arrived(from, message),
                None => return Vec::new(),
            },
            Event::NodeUp(node) => naive::Event::NodeUp(node),
            Event::NodeDown(node) => naive::Event::NodeDown(node),
            Event::JoinAsked(_) | Event::Woken => return Vec::new(),
        };
        let me = self.me();
        let orders = naive::step(self, event).into_iter().map(|action| match action {
            naive::Action::Send(to, message) => Order::Send(to, message.to_term(me)),
            naive::Action::Reply(client, answer) => Order::Reply(client, answer),
        });
        orders.collect()
    }

    fn view(&self) -> View {
        let members = std::iter::once(self.me()).chain(self.seen()).collect();
        View { epoch: crate::replica::Epoch::default(), members }
    }

    fn partners(&self) -> Vec<Name> {
        Vec::new() // it knows nobody whom it does not see
    }

    fn standing(&self) -> &'static str {
        "naive"
    }

    fn keys(&self) -> usize {
        self.len()
    }
}
