//! What becomes of a program in which a task holds a row of a map over an await, while another one wants to write it.
//!
//! Run it: `cargo run -q -p with_scc --example guard_over_await`. Chapter: `tables`.

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use dashmap::DashMap;
use tokio::time::sleep;

/// A letter that is on its way for a moment.
async fn mail() {
    sleep(Duration::from_millis(10)).await;
}

/// Runs `program` on one thread, and says whether it comes to its end.
fn run<F: Future<Output = ()>>(what: &str, program: impl FnOnce() -> F + Send + 'static) {
    let (done, end) = channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        runtime.expect("a runtime without io always starts").block_on(program());
        let _ = done.send(());
    });
    let ended = end.recv_timeout(Duration::from_secs(2)).is_ok();
    println!("{what}: {}", if ended { "comes to its end" } else { "stands still" });
}

/// One task sends a letter, and one writes.
async fn both(send: impl Future<Output = ()>, write: impl Future<Output = ()>) {
    tokio::join!(biased; send, write);
}

fn main() {
    // ANCHOR: guard
    run("dashmap, a Ref over the await", || async {
        let map: DashMap<_, _> = [("ada", 1)].into_iter().collect();
        let send = async {
            let _user = map.get("ada"); // lives to the end of the block
            mail().await;
        };
        both(send, async { _ = map.insert("ada", 2) }).await;
    });
    run("dashmap, a copy over the await", || async {
        let map: DashMap<_, _> = [("ada", 1)].into_iter().collect();
        let send = async {
            let _user = map.get("ada").map(|user| *user); // the guard ends with this line
            mail().await;
        };
        both(send, async { _ = map.insert("ada", 2) }).await;
    });
    // ANCHOR_END: guard
    for sync in [true, false] {
        let way = if sync { "_sync" } else { "_async" };
        run(&format!("scc, an entry over the await, a writer by {way}"), move || async move {
            let map = scc::HashMap::new();
            map.upsert_async("ada", 1).await;
            let send = async {
                let _user = map.get_async("ada").await;
                mail().await;
            };
            let write = async {
                if sync {
                    map.upsert_sync("ada", 2)
                } else {
                    map.upsert_async("ada", 2).await
                };
            };
            both(send, write).await;
        });
    }
}
