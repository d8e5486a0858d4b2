//! Takes orders. Before an order is taken, the stock sets a piece aside. Chapter: `gen_server`.

use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use process::{CallError, Context, ExitReason, Pid};

use crate::Name;
use crate::stock::{Given, Need, Stock};

/// What the orders are asked.
#[derive(Debug)]
pub enum Ask {
    /// By a customer: this item, please.
    Place {
        /// Who orders.
        customer: Name,
        /// What.
        item: Name,
    },
    /// Does this customer often come?
    IsRegular(Name),
    /// Who waits for this item?
    WhoWaits(Name),
}

/// What the orders are told.
#[derive(Debug)]
pub enum Note {
    /// By the stock: pieces of this item have come.
    Arrived(Name),
}

/// What the orders answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// A piece is set aside for the customer.
    Reserved,
    /// There is none; the customer hears [`Ready`] when there is.
    Waits,
    /// The stock does not answer; nothing is promised.
    NoStock,
    /// Whether the customer often comes.
    Regular(bool),
    /// Who waits, first come first.
    Waiting(Vec<Name>),
}

/// To a customer who waited: a piece is set aside now.
#[derive(Debug, PartialEq, Eq)]
pub struct Ready(pub Name);

/// The orders: who is a regular customer, and who waits for what.
#[derive(Debug)]
pub struct Orders {
    regulars: Vec<Name>,
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    item: Name,
    customer: Name,
    pid: Pid,
}

impl GenServer for Orders {
    type Args = Vec<Name>;
    type Call = Ask;
    type Reply = Told;
    type Cast = Note;
    type Continue = ();

    async fn init(regulars: Self::Args, _: &mut Context) -> Init<Self> {
        Init::ok(Self { regulars, waiting: Vec::new() })
    }

    async fn handle_call(&mut self, request: Ask, from: Client<Told>, me: &mut Context) -> Answer<Self> {
        match request {
            Ask::Place { customer, item } => match self.reserve(item, customer, me).await {
                Ok(Given::Yes) => Answer::reply(Told::Reserved),
                Ok(Given::No) => {
                    self.waiting.push(Waiting { item, customer, pid: from.pid() });
                    Answer::reply(Told::Waits)
                }
                // TODO limits: one silent server below, and this one is gone too
                Err(error) => Answer::NoReply(Next::Stop(ExitReason::Other(error.to_string().into()))),
            },
            Ask::IsRegular(customer) => Answer::reply(Told::Regular(self.regulars.contains(&customer))),
            Ask::WhoWaits(item) => {
                let waiting = self.waiting.iter().filter(|one| one.item == item);
                Answer::reply(Told::Waiting(waiting.map(|one| one.customer).collect()))
            }
        }
    }

    async fn handle_cast(&mut self, Note::Arrived(item): Note, me: &mut Context) -> Next<Self> {
        // TODO one_way: nobody tells us so far. When pieces have come, whom do we serve, and how?
        let _ = |waiting: &Waiting| me.send(waiting.pid, Ready(item));
        Next::Receive
    }
}

impl Orders {
    /// Asks the stock to set a piece aside.
    async fn reserve(&self, item: Name, customer: Name, me: &mut Context) -> Result<Given, CallError> {
        let Some(stock) = Server::<Stock>::whereis(me.system(), "stock") else {
            return Err(CallError::Down(ExitReason::NoProc));
        };
        // TODO send_along: what will the stock have to ask us? Do we know it now?
        let need = Need::Reserve { item, customer };
        // TODO limits: how long do our own clients wait?
        stock.call_within(me, need, None).await
    }
}

/// How long the orders wait for the stock: less than their own clients wait for them (5 s).
pub const STOCK_LIMIT: Duration =
    Duration::MAX; // TODO
