//! What the checks of all stages have in common: a process `main` in a simulated world.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use harness::{Run, World, sim};
use kv_store::{Routed, Store, StoreError};
use process::{Config, Context, ExitReason, System, TrapExit};
use supervisor::{ChildSpec, Flags, Options, Supervisor};
use table::{Options as TableOptions, Table, Tables};
use term::{Term, term};

/// Runs `body` as the process `main`, which traps exits.
pub fn main<F, Fut>(seed: u64, body: F) -> Run
where
    F: FnOnce(Main) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, |world| async move {
        let todo = Arc::new(Mutex::new(None));
        let log = Arc::clone(&todo);
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(move |crash| {
                let reason = crash.reason.to_string();
                if reason.contains("not yet implemented") {
                    log.lock().unwrap().get_or_insert(reason);
                }
            })),
            ..Config::default()
        });
        let (inside, tables) = (world.clone(), Tables::new(&system));
        let pid = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            body(Main { me, world: inside, tables }).await;
        });
        let reason = system.join(pid).await;
        // A `todo!()` ends its process only; the check must end with it.
        let todo = todo.lock().unwrap();
        assert!(todo.is_none(), "{}", todo.as_deref().unwrap_or_default());
        assert_eq!(reason, ExitReason::Normal, "main");
    })
}

/// The process `main`: it starts everything, asks, and alone prints.
pub struct Main {
    pub me: Context,
    pub world: World,
    pub tables: Tables,
}

impl Main {
    pub fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }
}

impl Main {
    /// A supervisor of these children, one for one; `None` when it does not come up, which is said.
    pub async fn top(&mut self, children: Vec<ChildSpec>) -> Option<Supervisor> {
        let flags = Flags::default();
        let top = supervisor::start_link(&mut self.me, children, flags, Options::named("top")).await;
        if let Err(error) = &top {
            self.say(format!("the tree does not start: {error}"));
        }
        top.ok()
    }

    /// Puts, and says what came of it.
    pub async fn put(&mut self, store: &impl Store, key: Term, value: Term) {
        let done = store.put(&mut self.me, key, value).await;
        self.say(format!("put: {}", outcome(done)));
    }

    /// What is under a key, as this process reads it.
    pub async fn get(&mut self, store: &impl Store, key: &Term) -> String {
        match store.get(&mut self.me, key).await {
            Ok(Some(value)) => value.to_string(),
            Ok(None) => "nothing".to_owned(),
            Err(error) => format!("error: {error}"),
        }
    }

    /// Says what is under the key `:a`.
    pub async fn say_a(&mut self, store: &impl Store, when: &str) {
        let value = self.get(store, &term!(:a)).await;
        self.say(format!("a{when}: {value}"));
    }

    /// Kills a process by its name, and waits until everybody has done what follows from it.
    pub async fn kill(&mut self, name: &str) {
        match self.me.system().whereis(name) {
            Some(pid) => self.me.exit(pid, ExitReason::Kill),
            None => self.say(format!("there is no {name}")),
        }
        self.world.settle().await;
    }
}

/// What came of a write, in the words of the BEAM.
pub fn outcome(done: Result<(), StoreError>) -> String {
    match done {
        Ok(()) => "ok".to_owned(),
        Err(StoreError::NoOwner) => "noproc".to_owned(),
        Err(StoreError::NoReply) => "timeout".to_owned(),
        Err(StoreError::OwnerEnded(reason)) => reason.to_string(),
        Err(other) => format!("error: {other}"),
    }
}

/// A table in the order of its keys, with these rows.
pub fn table(main: &Main, rows: impl IntoIterator<Item = Term>) -> Table {
    let table = main.tables.create(&main.me, "table", TableOptions::ordered_set()).expect("a new table");
    table.insert_many(&main.me, rows).expect("main owns it");
    table
}

/// A store of three partitions that runs.
pub async fn routed(main: &mut Main) -> Option<Routed> {
    let store = Routed::new(main.me.system(), &main.tables, "kv", 3);
    main.top(store.children()).await.map(|_| store)
}

/// Longer than anything takes here.
const LONG: Duration = Duration::from_secs(60);

/// What a watcher tells `main`.
#[derive(Debug)]
pub struct Told(pub &'static str, pub String);

/// The store of one node, with those who tell of its changes.
pub async fn whole(main: &mut Main) -> Option<Routed> {
    match kv_store::start_link(&mut main.me, &main.tables, "kv", 1).await {
        Ok(store) => Some(store),
        Err(error) => {
            main.say(format!("the tree does not start: {error}"));
            None
        }
    }
}

/// What a watcher has heard, in the order in which it has.
pub async fn told(main: &mut Main, name: &'static str) -> String {
    let told = main.me.receive_if_timeout(LONG, |told: &Told| told.0 == name).await;
    told.map_or_else(|| "nothing".to_owned(), |told| told.1)
}

pub async fn say_heard(main: &mut Main, name: &'static str) {
    let heard = told(main, name).await;
    main.say(format!("{name} hears {heard}"));
}
