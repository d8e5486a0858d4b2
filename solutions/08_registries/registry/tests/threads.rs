//! On real threads: whoever is killed in the middle of a registration leaves nothing behind.

use process::{Config, Context, Down, ExitReason, System};
use registry::{Keys, Options, Registry, RegistryError};
use table::Tables;

const ROUNDS: usize = 300;
const RIVALS: usize = 4;

/// Registers until it is killed, the keys of all rivals included.
async fn rival(me: Context, registry: Registry) {
    for n in 0_u64.. {
        let key = i64::try_from(n % 8).expect("small");
        match registry.register(&me, key, 0) {
            Ok(()) | Err(RegistryError::AlreadyRegistered(_)) => {}
            Err(error) => panic!("{error}"),
        }
        if n % 3 == 0 {
            registry.unregister(&me, key).expect("it runs");
        }
        tokio::task::yield_now().await;
    }
}

async fn storm(keys: Keys) {
    let system = System::new(Config::default());
    let tables = Tables::new(&system);
    let main = system.spawn(move |mut me| async move {
        let options = Options::new("Rivals", keys).partitions(2);
        let registry = Registry::start_link(&mut me, &tables, options).await.expect("the name is free");
        for round in 0..ROUNDS {
            let rivals: Vec<_> = (0..RIVALS)
                .map(|_| {
                    let registry = registry.clone();
                    me.spawn_monitor(move |me| rival(me, registry))
                })
                .collect();
            for _ in 0..round % 7 {
                tokio::task::yield_now().await;
            }
            for (pid, _) in &rivals {
                me.exit(*pid, ExitReason::Kill);
            }
            for (_, monitor) in &rivals {
                // Links are told before monitors: when this comes, the partition has its `EXIT`.
                me.receive_if(|down: &Down| down.reference == *monitor).await;
            }
            registry.sync(&mut me).await.expect("it answers");
            assert_eq!(registry.count(), Ok(0), "round {round}: a name without a process");
            for (pid, _) in rivals {
                assert_eq!(registry.keys(pid), Ok(Vec::new()), "round {round}: a note without a process");
            }
        }
    });
    assert_eq!(system.join(main).await, ExitReason::Normal);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_unique_name_outlives_its_process() {
    storm(Keys::Unique).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_duplicate_name_outlives_its_process() {
    storm(Keys::Duplicate).await;
}
