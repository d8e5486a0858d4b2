//! What the checks of all stages have in common: a process `main` in a simulated world.

use std::future::Future;
use std::sync::{Arc, Mutex};

use harness::{Run, World, sim};
use process::{Config, Context, ExitReason, System, TrapExit};
use table::Tables;

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
