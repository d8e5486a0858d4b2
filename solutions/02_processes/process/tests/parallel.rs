//! The kernel on two threads at once: what must hold whatever the scheduler does.

use std::sync::Arc;
use std::thread;

use process::{Call, Config, Context, Down, ExitReason, Pid, System, TrapExit};

const ROUNDS: u32 = 2_000;

#[derive(Clone, Copy, Debug)]
struct Stop;

/// Runs the same program on two runtimes, each on a thread of its own, with one system between them.
fn on_two_threads<F, Fut>(program: F)
where
    F: Fn(System, usize) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()>,
{
    let system = System::new(Config::default());
    let program = Arc::new(program);
    let threads = [0, 1].map(|thread| {
        let (system, program) = (system.clone(), Arc::clone(&program));
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
            runtime.expect("a runtime needs nothing special").block_on(program(system, thread));
        })
    });
    for thread in threads {
        thread.join().expect("the program does not panic");
    }
}

async fn idle(mut me: Context) {
    me.receive::<Stop>().await;
}

#[test]
fn messages_between_threads_keep_their_order_and_none_is_lost() {
    let waiting: Arc<std::sync::Mutex<Option<Pid>>> = Arc::default();
    on_two_threads(move |system, thread| {
        let waiting = Arc::clone(&waiting);
        async move {
            if thread == 0 {
                let receiver = system.spawn(|mut me| async move {
                    for expected in 0..ROUNDS {
                        assert_eq!(me.receive::<u32>().await, expected);
                    }
                });
                *waiting.lock().expect("nobody panics") = Some(receiver);
                assert_eq!(system.join(receiver).await, ExitReason::Normal);
            } else {
                let receiver = loop {
                    if let Some(receiver) = *waiting.lock().expect("nobody panics") {
                        break receiver;
                    }
                    thread::yield_now();
                };
                for n in 0..ROUNDS {
                    system.send(receiver, n);
                }
            }
        }
    });
}

#[test]
fn calls_between_threads_are_all_answered() {
    let server: Arc<std::sync::OnceLock<Pid>> = Arc::default();
    on_two_threads(move |system, thread| {
        let server = Arc::clone(&server);
        async move {
            if thread == 0 {
                let pid = system.spawn(|mut me| async move {
                    for _ in 0..ROUNDS {
                        let call: Call<u32> = me.receive().await;
                        me.reply(call.from, call.request + 1);
                    }
                });
                server.set(pid).expect("it is set once");
                assert_eq!(system.join(pid).await, ExitReason::Normal);
            } else {
                let pid = *server.wait();
                let client = system.spawn(move |mut me| async move {
                    for n in 0..ROUNDS {
                        assert_eq!(me.call::<u32>(pid, n, None).await, Ok(n + 1));
                    }
                });
                assert_eq!(system.join(client).await, ExitReason::Normal);
            }
        }
    });
}

/// Both threads link the same pair from both ends, unlink it, and end it: neither end may be left alone.
#[test]
fn both_ends_of_a_link_agree_after_a_race() {
    let pair: Arc<std::sync::Mutex<Vec<Pid>>> = Arc::default();
    let barrier = Arc::new(std::sync::Barrier::new(2));
    on_two_threads(move |system, thread| {
        let (pair, barrier) = (Arc::clone(&pair), Arc::clone(&barrier));
        async move {
            for round in 0..ROUNDS / 10 {
                let (system2, pair2, barrier2) = (system.clone(), Arc::clone(&pair), Arc::clone(&barrier));
                let me = system.spawn(move |me| async move {
                    pair2.lock().expect("nobody panics").push(me.pid());
                    barrier2.wait();
                    let both = pair2.lock().expect("nobody panics").clone();
                    let other = both.into_iter().find(|pid| *pid != me.pid()).expect("there are two");
                    me.trap_exit(TrapExit::Yes);
                    me.link(other);
                    if (round + u32::try_from(thread).expect("0 or 1")).is_multiple_of(2) {
                        me.unlink(other);
                        me.link(other);
                        me.unlink(other);
                    }
                    barrier2.wait();
                    let mine = system2.info(me.pid()).expect("it lives").links.contains(&other);
                    let theirs = system2.info(other).expect("it lives").links.contains(&me.pid());
                    assert_eq!(mine, theirs, "round {round}");
                    barrier2.wait();
                });
                assert!(!matches!(system.join(me).await, ExitReason::Panic(_)));
                barrier.wait();
                pair.lock().expect("nobody panics").clear();
                barrier.wait();
            }
        }
    });
}

#[test]
fn every_monitor_fires_once_however_the_end_and_the_monitor_race() {
    let victim: Arc<std::sync::Mutex<Option<Pid>>> = Arc::default();
    let barrier = Arc::new(std::sync::Barrier::new(2));
    on_two_threads(move |system, thread| {
        let (victim, barrier) = (Arc::clone(&victim), Arc::clone(&barrier));
        async move {
            for _ in 0..ROUNDS / 10 {
                if thread == 0 {
                    let pid = system.spawn(idle);
                    *victim.lock().expect("nobody panics") = Some(pid);
                    barrier.wait();
                    system.exit(pid, "boom");
                    system.join(pid).await;
                } else {
                    barrier.wait();
                    let pid = victim.lock().expect("nobody panics").expect("it was started");
                    let watcher = system.spawn(move |mut me| async move {
                        let reference = me.monitor(pid);
                        let down: Down = me.receive().await;
                        assert_eq!(down.reference, reference);
                        assert!(["boom", "noproc"].contains(&&*down.reason.to_string()));
                        assert_eq!(me.message_queue_len(), 0);
                    });
                    assert_eq!(system.join(watcher).await, ExitReason::Normal);
                }
                barrier.wait();
            }
        }
    });
}

/// What is asked for at the exit of a process is done before anybody hears of it, however the process ends.
#[test]
fn what_is_done_at_the_exit_is_done_before_the_end_is_heard() {
    use std::sync::atomic::{AtomicBool, Ordering};
    on_two_threads(|system, _| async move {
        for round in 0..ROUNDS {
            let watcher = system.spawn(move |mut me| async move {
                let (process, _) = me.spawn_monitor(idle);
                let done = Arc::new(AtomicBool::new(false));
                let act = Arc::clone(&done);
                assert!(me.system().at_exit(process, move || act.store(true, Ordering::Release)));
                match round % 2 {
                    0 => me.send(process, Stop),
                    _ => me.exit(process, ExitReason::Kill),
                }
                if round % 3 == 0 {
                    me.system().join(process).await;
                } else {
                    me.receive::<Down>().await;
                }
                assert!(done.load(Ordering::Acquire));
                assert!(!me.system().at_exit(process, || {}), "it has ended");
            });
            assert_eq!(system.join(watcher).await, ExitReason::Normal);
        }
    });
}
