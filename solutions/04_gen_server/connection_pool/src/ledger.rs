//! Who has what, and who waits: the pool without any process. Facts go in, orders come out.
//!
//! A connection is free or held, never both, and none is made or lost. Who asks while none is free waits in a line,
//! and whoever came first is served first. A client that has ended or given up neither holds nor waits.
//!
//! Source: `poolboy`, `handle_call/3`, `handle_cast({cancel_waiting, _})` and `handle_info({'DOWN', …})`.
//! Chapter: `gen_server`.

use std::collections::VecDeque;

use crate::event::{Action, Connection, Event, Status};

// ANCHOR: ledger
/// Who has what, and who waits.
#[derive(Clone, Debug)]
pub struct Ledger<P, T> {
    free: VecDeque<Connection>,
    held: Vec<Held<P, T>>,
    /// Tickets in the order in which they were asked.
    waiting: VecDeque<(T, P)>,
}

/// A connection that is out.
#[derive(Clone, Debug)]
struct Held<P, T> {
    connection: Connection,
    ticket: T,
    holder: P,
}
// ANCHOR_END: ledger

// ANCHOR: step
/// Takes one event and says what follows from it.
#[must_use]
pub fn step<P: Copy + Eq, T: Copy + Eq>(ledger: &mut Ledger<P, T>, event: Event<P, T>) -> Vec<Action<P, T>> {
    match event {
        Event::CheckoutAsked { ticket, client } => ledger.checkout(ticket, client),
        Event::CheckinAsked { ticket, client, connection } => ledger.checkin(ticket, client, connection),
        Event::CheckoutCancelled { ticket } => ledger.cancel(ticket),
        Event::ClientEnded { ticket } => ledger.end(ticket),
    }
}
// ANCHOR_END: step

impl<P: Copy + Eq, T: Copy + Eq> Ledger<P, T> {
    /// Connections 1 to `size`, all of them free.
    #[must_use]
    pub fn new(size: u32) -> Self {
        Self { free: (1..=size).map(Connection).collect(), held: Vec::new(), waiting: VecDeque::new() }
    }

    /// How many are where.
    #[must_use]
    pub fn status(&self) -> Status {
        Status { free: self.free.len(), out: self.held.len(), waiting: self.waiting.len() }
    }

    // ANCHOR: checkout
    /// Monitors the client, and gives it a connection if one is free.
    fn checkout(&mut self, ticket: T, client: P) -> Vec<Action<P, T>> {
        let mut actions: Vec<Action<P, T>> = Vec::new();
        // ANCHOR: cut_lend
        actions.push(Action::Monitor { ticket, client });
        if let Some(connection) = self.free.pop_front() {
            self.held.push(Held { connection, ticket, holder: client });
            actions.push(Action::Give { ticket, connection });
            return actions;
        }
        // ANCHOR_END: cut_lend => // TODO lend: watch the client; is a connection free, then note who `Held` it now, and `return` at once
        // ANCHOR_END: cut_lend => let _ = (ticket, client, &mut actions);
        // ANCHOR_END: cut_lend => if !self.free.is_empty() {
        // ANCHOR_END: cut_lend =>     todo!("lend: give a free connection");
        // ANCHOR_END: cut_lend => }
        // ANCHOR: cut_line
        self.waiting.push_back((ticket, client));
        actions
        // ANCHOR_END: cut_line => // TODO line: none is free; in which order will they be served?
        // ANCHOR_END: cut_line => todo!("line: the client waits")
    }
    // ANCHOR_END: checkout

    // ANCHOR: checkin
    /// Takes a connection back from the client that holds it, and from nobody else.
    fn checkin(&mut self, ticket: T, client: P, connection: Connection) -> Vec<Action<P, T>> {
        // ANCHOR: cut_lend
        let mine = |held: &Held<P, T>| held.connection == connection && held.holder == client;
        let Some(at) = self.held.iter().position(mine) else {
            return vec![Action::Refuse { ticket }];
        };
        let over = self.held.remove(at);
        let mut actions = vec![Action::Confirm { ticket }, Action::Demonitor { ticket: over.ticket }];
        actions.extend(self.pass_on(connection));
        actions
        // ANCHOR_END: cut_lend => // TODO lend: who may give this connection back? `pass_on` takes it from there
        // ANCHOR_END: cut_lend => let _ = (ticket, client, Self::pass_on);
        // ANCHOR_END: cut_lend => todo!("lend: take {connection} back, or refuse")
    }
    // ANCHOR_END: checkin

    // ANCHOR: pass_on
    /// A connection has come back: to whom does it go?
    fn pass_on(&mut self, connection: Connection) -> Option<Action<P, T>> {
        // ANCHOR: cut_line
        if let Some((ticket, holder)) = self.waiting.pop_front() {
            self.held.push(Held { connection, ticket, holder });
            return Some(Action::Give { ticket, connection });
        }
        // ANCHOR_END: cut_line => // TODO line: so far to nobody. Who was here first?
        self.free.push_back(connection);
        None
    }
    // ANCHOR_END: pass_on

    // ANCHOR: end
    /// A client that was watched under this ticket has ended, whatever it did.
    fn end(&mut self, ticket: T) -> Vec<Action<P, T>> {
        // ANCHOR: cut_gone
        self.waiting.retain(|(waits, _)| *waits != ticket);
        // ANCHOR_END: cut_gone => // TODO gone: perhaps it still waited
        // ANCHOR: cut_crash
        let held = self.held.iter().position(|held| held.ticket == ticket).map(|at| self.held.remove(at));
        held.and_then(|held| self.pass_on(held.connection)).into_iter().collect()
        // ANCHOR_END: cut_crash => // TODO crash: perhaps it held a connection
        // ANCHOR_END: cut_crash => let _ = ticket;
        // ANCHOR_END: cut_crash => todo!("crash: what the dead client held goes on")
    }
    // ANCHOR_END: end

    // ANCHOR: cancel
    /// A client has given up. It may wait, or it was given a connection that it will never hear of; or the pool
    /// knows nothing of the ticket any more.
    fn cancel(&mut self, ticket: T) -> Vec<Action<P, T>> {
        // ANCHOR: cut_gone
        let waits = self.waiting.iter().any(|(waits, _)| *waits == ticket);
        let holds = self.held.iter().any(|held| held.ticket == ticket);
        if !waits && !holds {
            return Vec::new();
        }
        let mut actions = vec![Action::Demonitor { ticket }];
        actions.extend(self.end(ticket));
        actions
        // ANCHOR_END: cut_gone => // TODO gone: what differs from `end`?
        // ANCHOR_END: cut_gone => let _ = ticket;
        // ANCHOR_END: cut_gone => todo!("gone: a client has given up")
    }
    // ANCHOR_END: cancel
}
