//! What crosses on the wire, what comes from an earlier life, and a second connection in the name of the first.

use std::sync::Arc;
use std::time::Duration;

use harness::{Net, World, seeds, sim};
use node::{ConnectError, Node, NodeDown, NodeUp, Options};
use process::{Config, Context, Down, Exit, ExitReason, Pid, System, TrapExit};
use term::{Atom, Term, term};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::sleep;

async fn start(world: &World, net: &Net, name: &str) -> Node {
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        seed: world.choose(1 << 30) as u64,
    });
    let host = name.split('@').nth(1).expect("a host");
    let options =
        Options { log: Arc::new(|_| {}), ..Options::new(name, "secret").on(net.host(host), &system) };
    Node::start(&system, options).await.expect("a free name")
}

/// Runs code as a process of a node and waits for its end.
async fn run<F, Fut>(node: &Node, code: F)
where
    F: FnOnce(Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let process = node.system().spawn(code);
    assert_eq!(node.system().join(process).await, ExitReason::Normal);
}

/// A process of `node` that tells `{listener, to}` its pid, and then does what it is told.
fn teller(node: &Node, to: &'static str) {
    let there = node.clone();
    node.system().spawn(move |mut me| async move {
        there.send(&me, ("listener", to), Term::Pid(me.pid()));
        let reason: Term = me.receive().await;
        ExitReason::from(reason.as_atom().map_or("told", |atom| atom.text()))
    });
}

async fn told(me: &mut Context) -> Pid {
    match me.receive::<Term>().await {
        Term::Pid(pid) => pid,
        other => panic!("a pid, not {other}"),
    }
}

#[test]
fn a_pid_of_an_earlier_life_reaches_nobody() {
    for seed in seeds(10) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let (node, world2, net2) = (a.clone(), world.clone(), net.clone());
            run(&a, move |mut me| async move {
                me.register("listener").unwrap();
                teller(&b, "a@alpha");
                let old = told(&mut me).await;
                b.stop();
                sleep(Duration::from_secs(1)).await;
                let b = start(&world2, &net2, "b@beta").await;
                for _ in 0..5 {
                    teller(&b, "a@alpha");
                    let new = told(&mut me).await;
                    assert_ne!(new, old, "a life has pids of its own");
                }
                me.send(old, term!(:boom));
                me.exit(old, "boom");
                let gone = node.monitor(&me, old);
                let down = me.receive_if(|down: &Down| down.reference == gone).await;
                assert_eq!(down.reason, ExitReason::NoProc);
                sleep(Duration::from_secs(1)).await;
                assert!(b.system().processes().len() >= 5, "nobody of the new life has taken it for its own");
            })
            .await;
        })
        .finished();
    }
}

#[test]
fn an_exit_that_crosses_an_unlink_is_not_heard() {
    for seed in seeds(50) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let there = b.clone();
            run(&a, move |mut me| async move {
                me.register("listener").unwrap();
                me.trap_exit(TrapExit::Yes);
                teller(&b, "a@alpha");
                let other = told(&mut me).await;
                me.link(other);
                sleep(Duration::from_secs(1)).await;
                there.system().exit(other, "boom"); // its exit signal is on the way
                me.unlink(other);
                assert!(me.receive_timeout::<Exit>(Duration::from_secs(60)).await.is_none());
            })
            .await;
        })
        .finished();
    }
}

/// Connects with `a` by hand, in the name of `name`, from another host. It knows the cookie.
async fn second_connection(net: &Net, name: &str) -> network::Stream {
    use handshake::{Action, Fact, Identity, Initiator, flags};
    let there = net.host("gamma");
    let port = epmd::port_please(&there, "alpha", epmd::port(), "a")
        .await
        .expect("epmd runs")
        .expect("a is known")
        .port;
    let mut stream = there.connect("alpha", port).await.expect("a listens");
    let identity = Identity { name: name.to_owned(), flags: flags::VISIBLE, creation: 99 };
    let mut side = Initiator::new(identity, "a@alpha", "secret", 42);
    let mut actions = side.step(Fact::Opened);
    loop {
        for action in actions {
            match action {
                Action::Send(frame) => {
                    let length = u16::try_from(frame.len()).expect("a short frame").to_be_bytes();
                    stream.write_all(&[&length, &frame[..]].concat()).await.expect("a reads");
                }
                Action::Done(_) => return stream,
                other => panic!("refused: {other:?}"),
            }
        }
        let length = stream.read_u16().await.expect("a answers");
        let mut frame = vec![0; usize::from(length)];
        stream.read_exact(&mut frame).await.expect("a answers");
        actions = side.step(Fact::Came(frame));
    }
}

#[test]
fn a_second_connection_of_the_same_name_takes_the_place_of_the_first() {
    for seed in seeds(20) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let node = a.clone();
            run(&a, move |mut me| async move {
                node.monitor_nodes(&me);
                node.connect("b@beta").await.unwrap();
                let _: NodeUp = me.receive().await;
                let name = b.system().spawn(|mut me| async move { me.receive::<()>().await });
                b.system().register("server", name).unwrap();
                let watched = node.monitor(&me, ("server", "b@beta"));
                sleep(Duration::from_secs(1)).await;
                let second = second_connection(&net, "b@beta").await;
                let down: NodeDown = me.receive().await;
                assert_eq!(down.node, Atom::new("b@beta"));
                let lost = me.receive_if(|down: &Down| down.reference == watched).await;
                assert_eq!(lost.reason, ExitReason::NoConnection);
                let up: NodeUp = me.receive().await;
                assert_eq!(up.node, Atom::new("b@beta"));
                sleep(Duration::from_secs(5)).await;
                assert_eq!(node.list(), [Atom::new("b@beta")], "the late end of the first is old news");
                drop(second);
                let _: NodeDown = me.receive().await;
                assert_eq!(node.list(), []);
            })
            .await;
        })
        .finished();
    }
}

#[test]
fn a_node_that_has_stopped_reaches_nobody_and_its_name_is_free() {
    for seed in seeds(20) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let node = a.clone();
            run(&a, move |me| async move {
                let (first, second) = (node.clone(), node.clone());
                // One attempt is under way, one comes later.
                me.spawn(move |_| async move { drop(first.connect("b@beta").await) });
                sleep(Duration::from_millis(seed % 20)).await;
                node.stop();
                assert_eq!(second.connect("b@beta").await, Err(ConnectError::Stopped));
                second.send(&me, ("listener", "b@beta"), term!(:hello));
            })
            .await;
            sleep(Duration::from_secs(100)).await;
            assert_eq!((a.list(), b.list()), (vec![], vec![]), "seed {seed}");
            let again = start(&world, &net, "a@alpha").await;
            assert_eq!(again.connect("b@beta").await, Ok(()));
        })
        .finished();
    }
}
