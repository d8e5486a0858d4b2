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

// ANCHOR: scores
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
        // ANCHOR: cut_claim
        let _ = tables; // the table is made by the keeper
        let Some(keeper) = Server::<Keeper>::whereis(me.system(), KEEPER) else {
            return Init::Stop("no keeper".into());
        };
        match keeper.call(me, Claim).await {
            Ok(true) => Init::ok(Self { table: me.receive::<Transfer>().await.table }),
            _ => Init::Stop("not given".into()),
        }
        // ANCHOR_END: cut_claim => // TODO claim: this table goes with the server. `call` the keeper with a `Claim`, and `receive` its `Transfer`
        // ANCHOR_END: cut_claim => let _ = (Server::<Keeper>::whereis, KEEPER, Claim, Context::receive::<Transfer>);
        // ANCHOR_END: cut_claim => match tables.create(me, crate::client::SCORES, table::Options::set().named().protected()) {
        // ANCHOR_END: cut_claim =>     Ok(table) => Init::ok(Self { table }),
        // ANCHOR_END: cut_claim =>     Err(error) => Init::Stop(error.to_string().as_str().into()),
        // ANCHOR_END: cut_claim => }
    }

    async fn handle_call(
        &mut self,
        Add { player, points }: Add,
        _: Client<i64>,
        me: &mut Context,
    ) -> Answer<Self> {
        // ANCHOR: cut_claim
        let points = points.as_int().expect("points are an integer");
        let row = term!({(player.as_str()), 0});
        let total =
            self.table.update_counter_or(me, &player.into(), points, &row).expect("the table is ours");
        Answer::reply(total.as_int().expect("a score fits into 64 bits"))
        // ANCHOR_END: cut_claim => let points = points.as_int().expect("points are an integer");
        // ANCHOR_END: cut_claim => let row = term!({(player.as_str()), 0});
        // ANCHOR_END: cut_claim => let total = self.table.update_counter_or(me, &player.into(), points, &row).expect("the table is ours");
        // ANCHOR_END: cut_claim => Answer::reply(total.as_int().expect("a score fits into 64 bits"))
    }
}
// ANCHOR_END: scores
