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
        // TODO owner: `call` the keeper with a `Claim`, and `receive` the table: a `Transfer`
        let _ = (of.keeper_name(), Server::<Keeper>::whereis, Claim, me.receive::<Transfer>());
        todo!("owner: claim the table")
    }

    async fn handle_call(&mut self, request: Request, _: Client<()>, me: &mut Context) -> Answer<Self> {
        let change = self.carry_out(request, me);
        self.tell(change, me).await;
        Answer::reply(())
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        // TODO heir: a new keeper says who the heir is: `set_heir`
        let _ = (message.open::<NewHeir>().map(|new| new.0), me, Heir::clone);
        Next::Receive
    }
}

impl Owner {
    /// Writes, and says what has changed: `{:changed, key, value}` or `{:deleted, key}`.
    fn carry_out(&self, request: Request, me: &Context) -> Term {
        // TODO owner: `insert` the row `{key, value}`, or `delete` the key
        let _ = (&self.table, me, term!({:key, :value}));
        todo!("owner: carry out {request:?}")
    }

    /// Tells of a change: stage 5.
    async fn tell(&self, change: Term, me: &mut Context) {
        // TODO announce: whom do we tell, without waiting for anybody?
        let _ = (change, me, self.of.announcer(), Server::<Announcer>::cast);
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Put { key, value } => write!(f, "put {key} {value}"),
            Self::Delete { key } => write!(f, "delete {key}"),
        }
    }
}
