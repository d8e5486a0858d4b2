//! The cache: copies of what the database said, so that it is asked less often.

use std::collections::BTreeMap;
use std::fmt;

use gen_server::{Answer, Client, GenServer, Init};
use process::{Context, ExitReason};

use crate::database::{Request, ask};
use crate::setup::Setup;

/// The state: copies, and so nothing that could be lost.
pub struct Cache {
    setup: Setup,
    copies: BTreeMap<String, String>,
}

impl GenServer for Cache {
    type Args = Setup;
    type Call = String;
    type Reply = String;
    type Cast = ();
    type Continue = ();

    async fn init(setup: Setup, me: &mut Context) -> Init<Self> {
        setup.begin(me, "cache");
        let key = "price apple".to_owned();
        match ask(me, Request::Read { key: key.clone() }).await {
            Ok(price) => Init::ok(Self { setup, copies: BTreeMap::from([(key, price)]) }),
            Err(reason) => Init::Stop(reason),
        }
    }

    async fn handle_call(&mut self, key: String, _: Client<String>, _: &mut Context) -> Answer<Self> {
        Answer::reply(self.copies.get(&key).cloned().unwrap_or_default())
    }

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        self.setup.end("cache", reason);
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "copies: {}", self.copies.len())
    }
}
