//! The tree of the shop: who stands under whom, who is started first, who is restarted with whom.
//!
//! The cache asks the database when it starts, and keeps copies of what it heard. The listener asks the cache and the
//! counter by their names, anew for each visitor. A session asks the database by its name.
//!
//! Source: OTP Design Principles, "Overview" and "Supervisor Behaviour". Chapter: `supervisors`.

use dynamic_supervisor::DynamicSupervisor;
use process::{Context, ExitReason, Pid};
use supervisor::{ChildSpec, Flags, Options, Restart, Starting, Strategy, start_link};

use crate::cache::Cache;
use crate::database::Database;
use crate::session::Session;
use crate::setup::Setup;
use crate::start::Application;
use crate::web::{Hits, Listener};

/// Database and cache. One of them crashes: who is restarted with it?
pub(crate) const STORAGE: Strategy =
    Strategy::OneForAll; // TODO strategies

/// Counter and listener.
pub(crate) const WEB: Strategy =
    Strategy::OneForAll; // TODO strategies

/// A part of the shop gives up: who is restarted with it?
pub(crate) const SHOP: Strategy =
    Strategy::OneForAll; // TODO strategies

/// The shop, as an application.
#[derive(Debug)]
pub struct Shop(Setup);

impl Shop {
    /// A shop that is started with this.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self(setup)
    }
}

impl Application for Shop {
    fn name(&self) -> &'static str {
        "shop"
    }

    fn start<'a>(&'a self, me: &'a mut Context) -> Starting<'a> {
        let flags = Flags { strategy: SHOP, ..Flags::default() };
        Box::pin(
            async move { Ok(start_link(me, parts(&self.0), flags, Options::named("shop")).await?.pid()) },
        )
    }
}

/// The parts of the shop, in the order of their start.
fn parts(setup: &Setup) -> Vec<ChildSpec> {
    let database = ChildSpec::server::<Database>("database", setup.clone(), Options::named("database"));
    let cache = ChildSpec::server::<Cache>("cache", setup.clone(), Options::named("cache"));
    let hits = ChildSpec::server::<Hits>("hits", setup.clone(), Options::named("hits"));
    let listener = ChildSpec::server::<Listener>("listener", setup.clone(), Options::named("listener"));
    let sessions = DynamicSupervisor::child_spec("sessions", flags(), Options::named("sessions"));
    // TODO order: `storage` and `web` are a `part(…)` each; then the three parts, and who is started first
    let _ = (database, cache, hits, listener, sessions, part, STORAGE, WEB);
    todo!("order: the parts of the shop, in the order of their start")
}

/// A part: a supervisor of its own, with the default budget of three restarts in five seconds.
fn part(name: &str, children: Vec<ChildSpec>, strategy: Strategy) -> ChildSpec {
    ChildSpec::supervisor(name, children, Flags { strategy, ..Flags::default() }, Options::named(name))
}

fn flags() -> dynamic_supervisor::Flags {
    dynamic_supervisor::Flags::default()
}

/// Starts the session of a user. A session that crashes is restarted; one that ends with `normal` is over.
///
/// # Errors
/// Why it did not start.
pub async fn open_session(me: &mut Context, setup: &Setup, user: &str) -> Result<Option<Pid>, ExitReason> {
    let session = ChildSpec::server::<Session>(user, (setup.clone(), user.to_owned()), Options::named(user));
    // TODO domains: so far a session is one more part of the shop, and permanent
    let _ = (DynamicSupervisor::new, Restart::Transient);
    let shop = me.system().whereis("shop").ok_or(ExitReason::NoProc)?;
    let started = supervisor::Supervisor::new(shop).start_child(me, session).await;
    started.map_err(|error| error.to_string().as_str().into())
}
