//! Stage 2: the owner. It alone writes into the table, one request after the other.
//!
//! Source: OTP, `gen_server`; `ets`, "ETS-TRANSFER". Chapter: `kv_store`.

use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use process::{Context, Envelope};
use table::{Heir, Table, Transfer};
use term::{Term, term};

use crate::keeper::{Claim, Keeper, NewHeir};
use crate::store::Partition;
use crate::watch::Announcer;

/// What an owner is asked.
#[derive(Clone)]
pub enum Request {
    Put { key: Term, value: Term },
    Delete { key: Term },
}

// ANCHOR: owner
/// The owner's state: its table.
#[derive(Debug)]
pub struct Owner {
    of: Partition,
    table: Table,
}

impl GenServer for Owner {
    type Args = Partition;
    type Call = Request;
    type Reply = ();
    type Cast = ();
    type Continue = ();

    async fn init(of: Partition, me: &mut Context) -> Init<Self> {
        // ANCHOR: cut_owner
        let Some(keeper) = Server::<Keeper>::whereis(me.system(), &of.keeper_name()) else {
            return Init::Stop("no keeper".into());
        };
        match keeper.call(me, Claim).await {
            Ok(true) => Init::ok(Self { of, table: me.receive::<Transfer>().await.table }),
            _ => Init::Stop("not given".into()),
        }
        // ANCHOR_END: cut_owner => // TODO owner: `call` the keeper with a `Claim`, and `receive` the table: a `Transfer`
        // ANCHOR_END: cut_owner => let _ = (of.keeper_name(), Server::<Keeper>::whereis, Claim, me.receive::<Transfer>());
        // ANCHOR_END: cut_owner => todo!("owner: claim the table")
    }

    async fn handle_call(&mut self, request: Request, _: Client<()>, me: &mut Context) -> Answer<Self> {
        let change = self.carry_out(request, me);
        self.tell(change, me).await;
        Answer::reply(())
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        // ANCHOR: cut_heir
        if let Ok(NewHeir(keeper)) = message.open() {
            let heir = Heir { process: keeper, data: term!(:back) };
            self.table.set_heir(me, Some(heir)).expect("the table is ours");
        }
        // ANCHOR_END: cut_heir => // TODO heir: a new keeper says who the heir is: `set_heir`
        // ANCHOR_END: cut_heir => let _ = (message.open::<NewHeir>().map(|new| new.0), me, Heir::clone);
        Next::Receive
    }
}
// ANCHOR_END: owner

impl Owner {
    // ANCHOR: carry_out
    /// Writes, and says what has changed: `{:changed, key, value}` or `{:deleted, key}`.
    fn carry_out(&self, request: Request, me: &Context) -> Term {
        // ANCHOR: cut_owner
        match request {
            Request::Put { key, value } => {
                let row = term!({(key.clone()), (value.clone())});
                self.table.insert(me, row).expect("the table is ours");
                term!({:changed, (key), (value)})
            }
            Request::Delete { key } => {
                self.table.delete(me, &key).expect("the table is ours");
                term!({:deleted, (key)})
            }
        }
        // ANCHOR_END: cut_owner => // TODO owner: `insert` the row `{key, value}`, or `delete` the key
        // ANCHOR_END: cut_owner => let _ = (&self.table, me, term!({:key, :value}));
        // ANCHOR_END: cut_owner => todo!("owner: carry out {request:?}")
    }
    // ANCHOR_END: carry_out

    // ANCHOR: tell
    /// Tells of a change: stage 5.
    async fn tell(&self, change: Term, me: &mut Context) {
        // ANCHOR: cut_announce
        if let Some(announcer) = Server::<Announcer>::whereis(me.system(), self.of.announcer()) {
            announcer.cast(me, change);
        }
        // ANCHOR_END: cut_announce => // TODO announce: whom do we tell, without waiting for anybody?
        // ANCHOR_END: cut_announce => let _ = (change, me, self.of.announcer(), Server::<Announcer>::cast);
    }
    // ANCHOR_END: tell
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Put { key, value } => write!(f, "put {key} {value}"),
            Self::Delete { key } => write!(f, "delete {key}"),
        }
    }
}
