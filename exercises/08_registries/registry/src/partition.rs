//! The server of a partition: it owns the tables, and tidies up after those who have ended.
//!
//! Registering goes past it. All that a process does with it is link itself, so that its end comes here as an `EXIT`.
//!
//! Source: Elixir, `Registry.Partition`. Chapter: `registries`.

use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Envelope, Exit, ExitReason, Pid, TrapExit};
use table::{Options as TableOptions, Table, TableError, Walk};

use crate::Keys;
use crate::options::RegistryError;
use crate::register::delete_if;
use crate::registry::{Registry, holder, noted};

/// The state of the server.
pub struct Partition {
    registry: Registry,
    pids: Table,
}

/// The question whose answer is the barrier.
#[derive(Debug)]
pub struct Sync;

impl GenServer for Partition {
    type Args = (Registry, usize);
    type Call = Sync;
    type Reply = ();
    type Cast = ();
    type Continue = ();

    async fn init((registry, number): Self::Args, me: &mut Context) -> Init<Self> {
        me.trap_exit(TrapExit::Yes);
        let keys = match registry.options.keys {
            Keys::Unique => TableOptions::set(),
            Keys::Duplicate => TableOptions::duplicate_bag(),
        };
        let made =
            |name: &str, options: TableOptions| registry.tables.create(me, name, options.public().named());
        let tables: Result<Table, TableError> = made(&registry.keys_name(number), keys)
            .and_then(|_| made(&registry.server_name(number), TableOptions::duplicate_bag()));
        match tables {
            Ok(pids) => Init::ok(Self { registry, pids }),
            Err(error) => Init::Stop(ExitReason::from(error.to_string().as_str())),
        }
    }

    /// The barrier: whoever hears this answer knows that every death before it has been handled.
    async fn handle_call(&mut self, Sync: Sync, _: Client<()>, _: &mut Context) -> Answer<Self> {
        Answer::reply(())
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        if let Ok(Exit { from, .. }) = message.open() {
            // The tables of another partition may be gone for a moment; then there is nothing to tidy up in them.
            let _ = self.exited(from, me);
        }
        Next::Receive
    }
}

impl Partition {
    /// A registered process has ended: everything of it goes, out of every partition.
    fn exited(&mut self, pid: Pid, me: &Context) -> Result<(), RegistryError> {
        // TODO death: each note says a key and in which partition it lies; whose row may go?
        let _ = (pid, me, &self.registry, &self.pids, noted, holder, delete_if(false), Walk::write());
        Ok(())
    }
}

impl fmt::Debug for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} notes", self.pids.size().unwrap_or(0))
    }
}
