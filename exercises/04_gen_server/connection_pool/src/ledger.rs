//! Who has what, and who waits: the pool without any process. Facts go in, orders come out.
//!
//! A connection is free or held, never both, and none is made or lost. Who asks while none is free waits in a line,
//! and whoever came first is served first. A client that has ended or given up neither holds nor waits.
//!
//! Source: `poolboy`, `handle_call/3`, `handle_cast({cancel_waiting, _})` and `handle_info({'DOWN', …})`.
//! Chapter: `gen_server`.

use std::collections::VecDeque;

use crate::event::{Action, Connection, Event, Status};

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

    /// Monitors the client, and gives it a connection if one is free.
    fn checkout(&mut self, ticket: T, client: P) -> Vec<Action<P, T>> {
        let mut actions: Vec<Action<P, T>> = Vec::new();
        // TODO lend: watch the client; is a connection free, then note who `Held` it now, and `return` at once
        let _ = (ticket, client, &mut actions);
        if !self.free.is_empty() {
            todo!("lend: give a free connection");
        }
        // TODO line: none is free; in which order will they be served?
        todo!("line: the client waits")
    }

    /// Takes a connection back from the client that holds it, and from nobody else.
    fn checkin(&mut self, ticket: T, client: P, connection: Connection) -> Vec<Action<P, T>> {
        // TODO lend: who may give this connection back? `pass_on` takes it from there
        let _ = (ticket, client, Self::pass_on);
        todo!("lend: take {connection} back, or refuse")
    }

    /// A connection has come back: to whom does it go?
    fn pass_on(&mut self, connection: Connection) -> Option<Action<P, T>> {
        // TODO line: so far to nobody. Who was here first?
        self.free.push_back(connection);
        None
    }

    /// A client that was watched under this ticket has ended, whatever it did.
    fn end(&mut self, ticket: T) -> Vec<Action<P, T>> {
        // TODO gone: perhaps it still waited
        // TODO crash: perhaps it held a connection
        let _ = ticket;
        todo!("crash: what the dead client held goes on")
    }

    /// A client has given up. It may wait, or it was given a connection that it will never hear of; or the pool
    /// knows nothing of the ticket any more.
    fn cancel(&mut self, ticket: T) -> Vec<Action<P, T>> {
        // TODO gone: what differs from `end`?
        let _ = ticket;
        todo!("gone: a client has given up")
    }
}
