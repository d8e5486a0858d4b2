//! Stage 5: whoever wants to hear of changes joins a group, and is told of each, in the order of the writes.
//!
//! The owner hands a change to the announcer and goes on: it waits for nobody. The announcer asks the group who is in
//! it, and sends. A watcher watches the group in turn: when the scope ends, all memberships are gone with it, and
//! somebody has to join again.
//!
//! Left out: changes that were told while a watcher was in no group. It hears that there was a gap, and may read again.
//! Source: OTP, `pg`. Chapter: `kv_store`.

use std::sync::Arc;
use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next};
use pg::Scope;
use process::{Context, Down, Ref};
use term::{Term, term};
use tokio::time::sleep;

use crate::error::StoreError;

/// How long a watcher waits before it looks again whether the scope is back.
const PAUSE: Duration = Duration::from_millis(10);

/// The group of those who hear of every change.
#[must_use]
pub fn changes() -> Term {
    term!(:changes)
}

/// The name of the scope of a store.
pub(crate) fn scope_name(store: &str) -> String {
    format!("{store}.watchers")
}

/// Tells the watchers, so that the owner need not.
#[derive(Clone, Debug)]
pub struct Announcer {
    pub(crate) scope: Arc<str>,
}

impl GenServer for Announcer {
    type Args = Self;
    type Call = ();
    type Reply = ();
    type Cast = Term;
    type Continue = ();

    async fn init(announcer: Self, _: &mut Context) -> Init<Self> {
        Init::ok(announcer)
    }

    async fn handle_cast(&mut self, change: Term, me: &mut Context) -> Next<Self> {
        // TODO announce: who is in the group `changes()` of the scope, if it runs? Send it to each
        let _ = (change, me, Scope::whereis, &self.scope);
        Next::Receive
    }

    async fn handle_call(&mut self, (): (), _: Client<()>, _: &mut Context) -> Answer<Self> {
        Answer::reply(())
    }
}

/// What a watcher hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// `{:changed, key, value}` or `{:deleted, key}`.
    Change(Term),
    /// For a while nobody could tell of changes: read again what counts.
    Gap,
}

/// A process in the group, seen from inside. It must not receive terms of its own besides.
#[derive(Debug)]
pub struct Watch {
    scope: String,
    monitor: Ref,
}

impl Watch {
    /// Lets this process hear of every change of the store of this name.
    ///
    /// # Errors
    /// [`StoreError::NobodyTells`].
    pub async fn start(me: &mut Context, store: &str) -> Result<Self, StoreError> {
        let monitor = Self::join(me, &scope_name(store)).await?;
        Ok(Self { scope: scope_name(store), monitor })
    }

    /// Joins the group, and wants to hear of the end of its scope.
    async fn join(me: &mut Context, scope: &str) -> Result<Ref, StoreError> {
        let scope = Scope::whereis(me.system(), scope).ok_or(StoreError::NobodyTells)?;
        // TODO watch: `join` the group `changes()`. And the scope may crash: how do we hear of it, and it not of us?
        let _ = (scope, me.pid(), changes());
        todo!("watch: join")
    }

    /// Waits for the next change.
    pub async fn next(&mut self, me: &mut Context) -> Heard {
        let monitor = self.monitor;
        let is_down = |down: &Down| down.reference == monitor;
        let ours = me.receive_where(|message| message.is::<Term>() || message.peek().is_some_and(is_down));
        match ours.await.open::<Term>() {
            Ok(change) => Heard::Change(change),
            Err(_) => {
                // TODO watch: the scope has ended, and with it every membership. `sleep(PAUSE)` until it is back
                let _ = (Self::join(me, &self.scope), sleep(PAUSE));
                todo!("watch: join again")
            }
        }
    }
}
