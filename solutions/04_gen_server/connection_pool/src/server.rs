//! The process around the ledger: it makes events of what arrives, and carries out the orders.
//!
//! A checkout that has to wait is not answered now: its `from` is kept, and the reply goes out when a connection
//! comes back. The server itself never waits.
//!
//! Source: OTP, `gen_server`, `reply/2`; `erlang:monitor/2`. Chapter: `gen_server`.

use std::collections::BTreeMap;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Down, Envelope, Flush, Pid, Ref};

use crate::event::{Action, Connection, Event, Status};
use crate::ledger::{Ledger, step};

/// What can be asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Request {
    Checkout { ticket: Ref },
    Checkin(Connection),
    Status,
}

/// What is answered.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reply {
    Given(Connection),
    Confirmed,
    Refused,
    Status(Status),
}

// ANCHOR: server
/// The client under this ticket does not wait any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cancel(pub(crate) Ref);

/// The pool's process.
#[derive(Debug)]
pub(crate) struct PoolServer {
    ledger: Ledger<Pid, Ref>,
    /// Who still waits for a reply, by ticket.
    calls: BTreeMap<Ref, Client<Reply>>,
    /// Monitors, by ticket.
    monitors: BTreeMap<Ref, Ref>,
}
// ANCHOR_END: server

impl GenServer for PoolServer {
    type Args = u32;
    type Call = Request;
    type Reply = Reply;
    type Cast = Cancel;
    type Continue = ();

    async fn init(size: u32, _: &mut Context) -> Init<Self> {
        Init::ok(Self { ledger: Ledger::new(size), calls: BTreeMap::new(), monitors: BTreeMap::new() })
    }

    // ANCHOR: callbacks
    async fn handle_call(&mut self, request: Request, from: Client<Reply>, me: &mut Context) -> Answer<Self> {
        let client = from.pid();
        let (ticket, event) = match request {
            Request::Checkout { ticket } => (ticket, Event::CheckoutAsked { ticket, client }),
            Request::Checkin(connection) => {
                let ticket = me.system().make_ref();
                (ticket, Event::CheckinAsked { ticket, client, connection })
            }
            Request::Status => return Answer::reply(Reply::Status(self.ledger.status())),
        };
        // ANCHOR: cut_server
        self.calls.insert(ticket, from);
        self.happened(event, me);
        Answer::no_reply()
        // ANCHOR_END: cut_server => // TODO server: keep `from` under the ticket; `happened` replies, now or later. So what is the answer?
        // ANCHOR_END: cut_server => let _ = (&mut self.calls, ticket, event, Self::happened, Answer::<Self>::no_reply);
        // ANCHOR_END: cut_server => todo!("server: keep `from`, and tell the ledger")
    }

    async fn handle_cast(&mut self, Cancel(ticket): Cancel, me: &mut Context) -> Next<Self> {
        self.happened(Event::CheckoutCancelled { ticket }, me);
        Next::Receive
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        // ANCHOR: cut_server
        if let Ok(down) = message.open::<Down>() {
            let ended = self.monitors.iter().find(|(_, monitor)| **monitor == down.reference);
            if let Some((&ticket, _)) = ended {
                self.forget(ticket);
                self.happened(Event::ClientEnded { ticket }, me);
            }
        }
        // ANCHOR_END: cut_server => // TODO server: `DOWN` names a monitor; find its ticket, `forget` it, and tell the ledger
        // ANCHOR_END: cut_server => let _ = (message.open::<Down>(), Self::forget, me);
        Next::Receive
    }
    // ANCHOR_END: callbacks
}

impl PoolServer {
    // ANCHOR: carry_out
    /// Tells the ledger, and carries out what follows.
    fn happened(&mut self, event: Event<Pid, Ref>, me: &mut Context) {
        for action in step(&mut self.ledger, event) {
            match action {
                // ANCHOR: cut_server
                Action::Monitor { ticket, client } => {
                    self.monitors.insert(ticket, me.monitor(client));
                }
                Action::Demonitor { ticket } => {
                    if let Some(monitor) = self.forget(ticket) {
                        me.demonitor(monitor, Flush::Yes);
                    }
                }
                // ANCHOR_END: cut_server => // TODO server: a monitor begins; and one ends, with the `DOWN` that may lie in the mailbox
                // ANCHOR_END: cut_server => Action::Monitor { .. } | Action::Demonitor { .. } => {
                // ANCHOR_END: cut_server =>     let _ = Flush::Yes;
                // ANCHOR_END: cut_server =>     todo!("server: {action:?}")
                // ANCHOR_END: cut_server => }
                Action::Give { ticket, connection } => self.reply(ticket, Reply::Given(connection), me),
                Action::Confirm { ticket } => self.reply(ticket, Reply::Confirmed, me),
                Action::Refuse { ticket } => self.reply(ticket, Reply::Refused, me),
            }
        }
    }

    fn reply(&mut self, ticket: Ref, reply: Reply, me: &Context) {
        if let Some(from) = self.calls.remove(&ticket) {
            from.reply(me, reply);
        }
    }

    /// Nothing under this ticket concerns us any more. Says which monitor belonged to it.
    fn forget(&mut self, ticket: Ref) -> Option<Ref> {
        self.calls.remove(&ticket);
        self.monitors.remove(&ticket)
    }
    // ANCHOR_END: carry_out
}
