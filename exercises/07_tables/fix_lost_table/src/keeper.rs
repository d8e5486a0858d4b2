//! The keeper: it owns the table whenever nobody works on it. It does nothing else, and so it has nothing to crash of.
//!
//! It makes the table and is its heir. Whoever claims the table becomes its owner; when that process ends, however it
//! ends, the table comes back by itself, with all its rows.
//!
//! Source: OTP, `ets:new/2`, the option `heir`; `ets:give_away/3`. Chapter: `tables`.

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Envelope};
use table::{Options, Table, Tables, Transfer};
use term::term;

use crate::client::SCORES;

/// The keeper's name.
pub(crate) const KEEPER: &str = "keeper";

/// The request for the table: it will belong to whoever asks.
#[derive(Clone, Copy, Debug)]
pub struct Claim;

/// The keeper's state: the table, while it is here.
#[derive(Debug)]
pub struct Keeper {
    table: Option<Table>,
}

impl GenServer for Keeper {
    type Args = Tables;
    type Call = Claim;
    type Reply = bool;
    type Cast = ();
    type Continue = ();

    async fn init(tables: Tables, me: &mut Context) -> Init<Self> {
        // TODO keep: make the table; who gets it when its owner ends?
        let _ = (tables, me, SCORES, Options::set, term!(:scores));
        todo!("keep: make the table")
    }

    /// Says whether the table now belongs to the caller.
    async fn handle_call(&mut self, _: Claim, from: Client<bool>, me: &mut Context) -> Answer<Self> {
        // TODO keep: give the table away to whoever asks
        let _ = (from, me, self.table.take());
        todo!("keep: give the table away")
    }

    async fn handle_info(&mut self, message: Envelope, _: &mut Context) -> Next<Self> {
        // TODO keep: its owner has ended, and the table comes back: a `Transfer`
        let _ = message.open::<Transfer>();
        Next::Receive
    }
}
