//! Two systems, joined by a wire that only changes the numbers of nodes: signals do what they do inside of one.

use std::sync::{Arc, OnceLock};

use harness::{World, seeds, sim};
use monitors::{Flush, Target};
use process::{
    Caller, Config, Context, Down, Envelope, Exit, ExitReason, Pid, Remote, Signal, System, TrapExit,
};

/// The other system is node 1, seen from each of the two.
const OTHER: u32 = 1;

struct Wire {
    names: [&'static str; 2],
    other: OnceLock<System>,
}

fn there(pid: Pid) -> Pid {
    assert_eq!(pid.node(), 0, "the sender lives here");
    Pid::of_node(OTHER, pid.id(), pid.serial())
}

/// A pid of the other system, as that system knows it.
fn home(pid: Pid) -> Pid {
    Pid::of_node(0, pid.id(), pid.serial())
}

impl Remote for Wire {
    fn carry(&self, signal: Signal) {
        let other = self.other.get().expect("joined before anybody sends");
        let to = home;
        other.arrive(match signal {
            Signal::Send { to: pid, message } => {
                let text = message.open::<String>().expect("only text travels here");
                Signal::Send { to: to(pid), message: Envelope::new(Pid::OUTSIDE, text) }
            }
            Signal::Link { from, to: pid } => Signal::Link { from: there(from), to: to(pid) },
            Signal::Unlink { from, to: pid } => Signal::Unlink { from: there(from), to: to(pid) },
            Signal::LinkExit { from, to: pid, reason } => {
                Signal::LinkExit { from: there(from), to: to(pid), reason }
            }
            Signal::Exit { from, to: pid, reason } => Signal::Exit { from: there(from), to: to(pid), reason },
            Signal::Monitor { from, target: Target::Process(pid), reference } => {
                Signal::Monitor { from: there(from), target: Target::Process(to(pid)), reference }
            }
            Signal::Demonitor { target: Target::Process(pid), reference } => {
                Signal::Demonitor { target: Target::Process(to(pid)), reference }
            }
            Signal::Down { to: pid, reference, reason } => Signal::Down { to: to(pid), reference, reason },
            other => panic!("no name travels here: {other:?}"),
        });
    }

    fn answer(&self, _: Pid, to: Caller, _: Envelope) {
        panic!("nobody asks from elsewhere here: {to:?}");
    }

    fn node_name(&self, node: u32) -> String {
        if node == OTHER { self.names[1] } else { self.names[0] }.to_owned()
    }
}

fn pair(world: &World) -> [System; 2] {
    let system = || {
        System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        })
    };
    let pair = [system(), system()];
    for (mine, other, names) in [(0, 1, ["a", "b"]), (1, 0, ["b", "a"])] {
        let wire = Wire { names, other: OnceLock::from(pair[other].clone()) };
        pair[mine].set_remote(Arc::new(wire));
    }
    pair
}

async fn sleeper(me: Context) -> ExitReason {
    let mut me = me;
    me.receive::<String>().await.as_str().into()
}

#[test]
fn a_monitor_of_another_node_fires_once_with_the_reason() {
    for seed in seeds(20) {
        let run = sim(seed, |world| async move {
            let [a, b] = pair(&world);
            let server = there(b.spawn(sleeper));
            let watcher = a.spawn(move |mut me| async move {
                let reference = me.monitor(server);
                let forgotten = me.monitor(server);
                me.demonitor(forgotten, Flush::No);
                me.send(server, "boom".to_owned());
                let down: Down = me.receive().await;
                assert_eq!((down.reference, down.reason), (reference, "boom".into()));
                let late = me.monitor(server);
                assert_eq!(me.receive::<Down>().await.reference, late, "whoever is gone is told at once");
                assert_eq!(me.message_queue_len(), 0);
            });
            assert_eq!(a.join(watcher).await, ExitReason::Normal);
        });
        run.finished();
    }
}

#[test]
fn a_link_over_nodes_ends_both_and_an_unlink_neither() {
    for seed in seeds(20) {
        let run = sim(seed, |world| async move {
            let [a, b] = pair(&world);
            let server = there(b.spawn(sleeper));
            let trapping = a.spawn(move |mut me| async move {
                me.trap_exit(TrapExit::Yes);
                me.link(server);
                me.send(server, "boom".to_owned());
                let exit: Exit = me.receive().await;
                assert_eq!((exit.from, exit.reason), (server, "boom".into()));
                me.link(server);
                assert_eq!(me.receive::<Exit>().await.reason, ExitReason::NoProc);
            });
            assert_eq!(a.join(trapping).await, ExitReason::Normal);

            let other = b.spawn(sleeper);
            let dying = a.spawn(move |me| async move {
                me.link(there(other));
                ExitReason::from("gone")
            });
            assert_eq!(a.join(dying).await, "gone".into());
            assert_eq!(b.join(other).await, "gone".into(), "the link ends the other side");

            let spared = b.spawn(sleeper);
            let unlinked = a.spawn(move |me| async move {
                me.link(there(spared));
                me.unlink(there(spared));
                ExitReason::from("gone")
            });
            a.join(unlinked).await;
            world.settle().await;
            assert!(b.is_alive(spared));
            a.exit(there(spared), "killed by hand");
            assert_eq!(b.join(spared).await, "killed by hand".into());
        });
        run.finished();
    }
}

#[test]
fn without_a_carrier_nobody_lives_elsewhere() {
    let run = sim(1, |world| async move {
        let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
        let stranger = Pid::of_node(7, 1, 0);
        let process = system.spawn(move |mut me| async move {
            me.trap_exit(TrapExit::Yes);
            me.send(stranger, "lost".to_owned());
            me.monitor(stranger);
            assert_eq!(me.receive::<Down>().await.reason, ExitReason::NoProc);
            me.link(stranger);
            assert_eq!(me.receive::<Exit>().await.reason, ExitReason::NoProc);
        });
        assert_eq!(system.join(process).await, ExitReason::Normal);
    });
    run.finished();
}
