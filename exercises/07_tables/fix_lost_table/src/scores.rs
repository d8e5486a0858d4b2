//! The server: it alone writes the scores. What it cannot compute with, it crashes on.
//!
//! Source: OTP, `gen_server`; `ets:update_counter/4`. Chapter: `tables`.

use gen_server::{Answer, Client, GenServer, Init, Server};
use process::Context;
use table::{Table, Tables, Transfer};
use term::{Term, term};

use crate::keeper::{Claim, KEEPER, Keeper};

/// The request: this player gets so many points.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "who, and how many")]
pub struct Add {
    pub player: String,
    pub points: Term,
}

/// The server's state.
#[derive(Debug)]
pub struct Scores {
    table: Table,
}

impl GenServer for Scores {
    type Args = Tables;
    type Call = Add;
    type Reply = i64;
    type Cast = ();
    type Continue = ();

    async fn init(tables: Tables, me: &mut Context) -> Init<Self> {
        // TODO claim: this table goes with the server. `call` the keeper with a `Claim`, and `receive` its `Transfer`
        let _ = (Server::<Keeper>::whereis, KEEPER, Claim, Context::receive::<Transfer>);
        match tables.create(me, crate::client::SCORES, table::Options::set().named().protected()) {
            Ok(table) => Init::ok(Self { table }),
            Err(error) => Init::Stop(error.to_string().as_str().into()),
        }
    }

    async fn handle_call(
        &mut self,
        Add { player, points }: Add,
        _: Client<i64>,
        me: &mut Context,
    ) -> Answer<Self> {
        let points = points.as_int().expect("points are an integer");
        let row = term!({(player.as_str()), 0});
        let total = self.table.update_counter_or(me, &player.into(), points, &row).expect("the table is ours");
        Answer::reply(total.as_int().expect("a score fits into 64 bits"))
    }
}
