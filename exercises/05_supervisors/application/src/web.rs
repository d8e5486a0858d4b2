//! The web: a listener that answers visitors, and a server that counts them.

use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Server};
use process::{Context, ExitReason};

use crate::cache::Cache;
use crate::setup::Setup;

/// Counts visits. The figure is nice to have, and not worth a row in the database.
pub struct Hits {
    setup: Setup,
    hits: u64,
}

impl GenServer for Hits {
    type Args = Setup;
    type Call = ();
    type Reply = u64;
    type Cast = ();
    type Continue = ();

    async fn init(setup: Setup, me: &mut Context) -> Init<Self> {
        setup.begin(me, "hits");
        Init::ok(Self { setup, hits: 0 })
    }

    async fn handle_call(&mut self, (): (), _: Client<u64>, _: &mut Context) -> Answer<Self> {
        self.hits += 1;
        Answer::reply(self.hits)
    }

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        self.setup.end("hits", reason);
    }
}

/// Answers visitors. It has no state of its own.
pub struct Listener(Setup);

/// The request for a page: what is looked for.
#[derive(Clone, Debug)]
pub struct Page(pub String);

impl GenServer for Listener {
    type Args = Setup;
    type Call = Page;
    type Reply = String;
    type Cast = ();
    type Continue = ();

    async fn init(setup: Setup, me: &mut Context) -> Init<Self> {
        setup.begin(me, "listener");
        Init::ok(Self(setup))
    }

    async fn handle_call(&mut self, Page(key): Page, _: Client<String>, me: &mut Context) -> Answer<Self> {
        let found = async {
            let hits = Server::<Hits>::whereis(me.system(), "hits")?.call(me, ()).await.ok()?;
            let cache = Server::<Cache>::whereis(me.system(), "cache")?;
            let value = cache.call(me, key.clone()).await.ok()?;
            Some(format!("visit {hits}: {key} {value}"))
        };
        Answer::reply(found.await.unwrap_or_else(|| "503: try again".to_owned()))
    }

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        self.0.end("listener", reason);
    }
}

impl fmt::Debug for Hits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "hits: {}", self.hits)
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no state")
    }
}
