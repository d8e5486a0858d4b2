//! The database: everybody's rows, over one connection to the disk.

use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next, Server};
use process::{Context, ExitReason};

use crate::disk::{Connection, DiskError};
use crate::setup::Setup;

/// The state: a connection. The rows are on the disk.
pub struct Database {
    setup: Setup,
    connection: Connection,
}

/// What the database is asked.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "a key, and a value")]
pub enum Request {
    /// The value of a key; empty where there is none.
    Read { key: String },
    /// Writes a value, and gives it back.
    Write { key: String, value: String },
}

impl GenServer for Database {
    type Args = Setup;
    type Call = Request;
    type Reply = Result<String, DiskError>;
    type Cast = ();
    type Continue = ();

    // ANCHOR: init
    async fn init(setup: Setup, me: &mut Context) -> Init<Self> {
        match setup.disk.open() {
            Ok(connection) => {
                setup.begin(me, "database");
                Init::ok(Self { setup, connection })
            }
            Err(error) => {
                setup.say("database", "init database fails".to_owned());
                Init::Stop(error.into())
            }
        }
    }
    // ANCHOR_END: init

    // ANCHOR: handle_call
    async fn handle_call(
        &mut self,
        request: Request,
        _: Client<Self::Reply>,
        _: &mut Context,
    ) -> Answer<Self> {
        let result = match &request {
            Request::Read { key } => self.connection.read(key),
            Request::Write { key, value } => self.connection.write(key, value),
        };
        match result {
            Ok(value) => Answer::reply(Ok(value)),
            // ANCHOR: cut_let_it_crash
            Err(error) => Answer::NoReply(Next::Stop(error.into())),
            // ANCHOR_END: cut_let_it_crash => // TODO let_it_crash: nobody crashes here. What is `self.connection` worth afterwards?
            // ANCHOR_END: cut_let_it_crash => Err(error) => Answer::Reply(Err(error), Next::Receive),
        }
    }
    // ANCHOR_END: handle_call

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        self.setup.end("database", reason);
    }
}

/// Asks the database that runs now; what went wrong is an exit reason.
///
/// # Errors
/// Why there is no answer.
pub(crate) async fn ask(me: &mut Context, request: Request) -> Result<String, ExitReason> {
    let Some(database) = Server::<Database>::whereis(me.system(), "database") else {
        return Err(ExitReason::NoProc);
    };
    match database.call(me, request).await {
        Ok(result) => result.map_err(ExitReason::from),
        Err(error) => Err(error.to_string().as_str().into()),
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.connection.read("").is_ok() { "connected" } else { "not connected" })
    }
}
