//! Stage 2: the keeper. It makes the table and inherits it, and does nothing else it could crash of.
//!
//! Whoever claims the table becomes its owner; when that process ends, the table comes back with all its rows. When the
//! keeper itself has ended, a new one tells the owner that it is the heir now. So a crash of either loses nothing.
//!
//! Left out: both ending in the same moment. What only memory holds is lost then.
//! Source: OTP, `ets:new/2`, the option `heir`; `ets:give_away/3`, `ets:setopts/2`. Chapter: `kv_store`.

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Envelope, Pid};
use table::{Options, Table, TableError, Transfer};
use term::term;

use crate::kinds::Kind;
use crate::store::Partition;

/// The request for the table: it will belong to whoever asks.
#[derive(Clone, Copy, Debug)]
pub struct Claim;

/// What a new keeper tells the owner: this process is the heir from now on.
#[derive(Clone, Copy, Debug)]
pub struct NewHeir(pub Pid);

/// The keeper's state: the table, while nobody works on it.
#[derive(Debug)]
pub struct Keeper {
    of: Partition,
    table: Option<Table>,
}

impl Keeper {
    /// Makes the table: named, so that readers find it; and who may write into it?
    fn create(&self, me: &Context) -> Result<Table, TableError> {
        let options = Options::new(Kind::Data.table_type()).named();
        // TODO owner: every process reads, and one writes. Is that the access for it?
        let options = options.private();
        // TODO heir: who gets the table when its owner ends?
        let _ = (me.pid(), term!(:back));
        self.of.tables().create(me, self.of.name(), options)
    }
}

impl GenServer for Keeper {
    type Args = Partition;
    type Call = Claim;
    type Reply = bool;
    type Cast = ();
    type Continue = ();

    async fn init(of: Partition, me: &mut Context) -> Init<Self> {
        // TODO heir: is there a table already? Then tell its owner who the heir is: `NewHeir`
        let _ = (of.table(), NewHeir, me.pid());
        Init::ok(Self { of, table: None })
    }

    /// Says whether the table now belongs to the caller.
    async fn handle_call(&mut self, _: Claim, from: Client<bool>, me: &mut Context) -> Answer<Self> {
        let table = match self.table.take() {
            Some(table) => Ok(table),
            None => self.create(me),
        };
        Answer::reply(table.and_then(|table| table.give_away(me, from.pid(), term!(:yours))).is_ok())
    }

    async fn handle_info(&mut self, message: Envelope, _: &mut Context) -> Next<Self> {
        // TODO heir: its owner has ended, and the table comes back: a `Transfer`
        let _ = message.open::<Transfer>();
        Next::Receive
    }
}
