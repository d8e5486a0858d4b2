//! Keeps the pieces. The last one of an item is for regular customers only.
//!
//! Chapter: `gen_server`.

use std::collections::BTreeMap;

use gen_server::{Answer, Client, GenServer, Init, Server};
use process::Context;

use crate::Name;
use crate::orders::{Note, Orders};

// ANCHOR: messages
/// What the stock is asked.
#[derive(Debug)]
pub enum Need {
    /// By the orders: set a piece aside.
    Reserve {
        /// Of what.
        item: Name,
        // ANCHOR: cut_send_along
        /// Whether it is for a regular customer.
        regular: bool,
        // ANCHOR_END: cut_send_along => /// For whom.
        // ANCHOR_END: cut_send_along => customer: Name,
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
// ANCHOR_END: messages

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
            // ANCHOR: cut_send_along
            Need::Reserve { item, regular } => {
                let keep = u32::from(!regular);
                // ANCHOR_END: cut_send_along => Need::Reserve { item, customer } => {
                // ANCHOR_END: cut_send_along =>     let last = self.pieces.get(item) == Some(&1);
                // ANCHOR_END: cut_send_along =>     // TODO send_along: whom do the orders wait for while we ask this?
                // ANCHOR_END: cut_send_along =>     let keep = u32::from(last && !is_regular(customer, me).await);
                Answer::reply(self.take(item, keep))
            }
            Need::Deliver { item, pieces } => {
                *self.pieces.entry(item).or_default() += pieces;
                // ANCHOR: cut_one_way
                let orders = Server::<Orders>::whereis(me.system(), "orders");
                if let Some(orders) = orders {
                    orders.cast(me, Note::Arrived(item));
                }
                // ANCHOR_END: cut_one_way => // TODO one_way: works alone. And while an order is being placed?
                // ANCHOR_END: cut_one_way => let _ = Note::Arrived(item);
                // ANCHOR_END: cut_one_way => for _customer in who_waits(item, me).await {
                // ANCHOR_END: cut_one_way =>     // TODO one_way: and who tells the customer?
                // ANCHOR_END: cut_one_way =>     self.take(item, 0);
                // ANCHOR_END: cut_one_way => }
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
// ANCHOR: cut_send_along
// ANCHOR_END: cut_send_along =>
// ANCHOR_END: cut_send_along => /// Asks the orders, as long as it takes: with a limit, the call used to fail now and then.
// ANCHOR_END: cut_send_along => async fn is_regular(customer: Name, me: &mut Context) -> bool {
// ANCHOR_END: cut_send_along =>     let orders = Server::<Orders>::whereis(me.system(), "orders").expect("the orders are running");
// ANCHOR_END: cut_send_along =>     orders.call_within(me, crate::Ask::IsRegular(customer), None).await == Ok(crate::Told::Regular(true))
// ANCHOR_END: cut_send_along => }
// ANCHOR: cut_one_way
// ANCHOR_END: cut_one_way =>
// ANCHOR_END: cut_one_way => /// Asks the orders, as long as it takes.
// ANCHOR_END: cut_one_way => async fn who_waits(item: Name, me: &mut Context) -> Vec<Name> {
// ANCHOR_END: cut_one_way =>     let orders = Server::<Orders>::whereis(me.system(), "orders").expect("the orders are running");
// ANCHOR_END: cut_one_way =>     match orders.call_within(me, crate::Ask::WhoWaits(item), None).await {
// ANCHOR_END: cut_one_way =>         Ok(crate::Told::Waiting(customers)) => customers,
// ANCHOR_END: cut_one_way =>         _ => Vec::new(),
// ANCHOR_END: cut_one_way =>     }
// ANCHOR_END: cut_one_way => }
