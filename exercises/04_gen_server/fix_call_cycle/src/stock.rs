//! Keeps the pieces. The last one of an item is for regular customers only.
//!
//! Chapter: `gen_server`.

use std::collections::BTreeMap;

use gen_server::{Answer, Client, GenServer, Init, Server};
use process::Context;

use crate::Name;
use crate::orders::{Note, Orders};

/// What the stock is asked.
#[derive(Debug)]
pub enum Need {
    /// By the orders: set a piece aside.
    Reserve {
        /// Of what.
        item: Name,
        /// For whom.
        customer: Name,
    },
    /// By a supplier: here are pieces.
    Deliver {
        /// Of what.
        item: Name,
        /// How many.
        pieces: u32,
    },
}

/// What the stock answers.
#[derive(Debug, PartialEq, Eq)]
pub enum Given {
    /// It is done.
    Yes,
    /// There is no piece, or not for this customer.
    No,
}

/// The stock: how many pieces there are of each item.
#[derive(Debug)]
pub struct Stock {
    pieces: BTreeMap<Name, u32>,
}

impl GenServer for Stock {
    type Args = BTreeMap<Name, u32>;
    type Call = Need;
    type Reply = Given;
    type Cast = ();
    type Continue = ();

    async fn init(pieces: Self::Args, _: &mut Context) -> Init<Self> {
        Init::ok(Self { pieces })
    }

    async fn handle_call(&mut self, request: Need, _: Client<Given>, me: &mut Context) -> Answer<Self> {
        match request {
            Need::Reserve { item, customer } => {
                let last = self.pieces.get(item) == Some(&1);
                // TODO send_along: whom do the orders wait for while we ask this?
                let keep = u32::from(last && !is_regular(customer, me).await);
                Answer::reply(self.take(item, keep))
            }
            Need::Deliver { item, pieces } => {
                *self.pieces.entry(item).or_default() += pieces;
                // TODO one_way: works alone. And while an order is being placed?
                let _ = Note::Arrived(item);
                for _customer in who_waits(item, me).await {
                    // TODO one_way: and who tells the customer?
                    self.take(item, 0);
                }
                Answer::reply(Given::Yes)
            }
        }
    }
}

impl Stock {
    /// Sets one piece aside, if more than `keep` are left.
    fn take(&mut self, item: Name, keep: u32) -> Given {
        match self.pieces.get_mut(item) {
            Some(left) if *left > keep => {
                *left -= 1;
                Given::Yes
            }
            _ => Given::No,
        }
    }
}

/// Asks the orders, as long as it takes: with a limit, the call used to fail now and then.
async fn is_regular(customer: Name, me: &mut Context) -> bool {
    let orders = Server::<Orders>::whereis(me.system(), "orders").expect("the orders are running");
    orders.call_within(me, crate::Ask::IsRegular(customer), None).await == Ok(crate::Told::Regular(true))
}

/// Asks the orders, as long as it takes.
async fn who_waits(item: Name, me: &mut Context) -> Vec<Name> {
    let orders = Server::<Orders>::whereis(me.system(), "orders").expect("the orders are running");
    match orders.call_within(me, crate::Ask::WhoWaits(item), None).await {
        Ok(crate::Told::Waiting(customers)) => customers,
        _ => Vec::new(),
    }
}
