//! Nodes over a simulated network, in virtual time.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use harness::{Net, World, seeds, sim};
use monitors::Target;
use network::{Listener, Network, Promise, Stream};
use node::{CallError, ConnectError, Node, NodeDown, NodeUp, Options, StartError};
use process::{Config, Context, Down, Exit, ExitReason, System, TrapExit};
use term::{Atom, Term, term};

fn system(world: &World, seed: u64) -> System {
    System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        seed,
    })
}

fn options(net: &Net, system: &System, name: &str) -> Options {
    let host = name.split('@').nth(1).expect("a host");
    let quiet = Options::new(name, "secret").on(net.host(host), system);
    Options { log: Arc::new(|_| {}), ..quiet }
}

async fn start(world: &World, net: &Net, name: &str) -> Node {
    let system = system(world, world.choose(1 << 30) as u64);
    let options = options(net, &system, name);
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

const LIMIT: Duration = Duration::from_secs(5);

#[test]
fn nodes_connect_see_each_other_and_part() {
    for seed in seeds(20) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let (a2, b2) = (a.clone(), b.clone());
            run(&a, move |mut me| async move {
                a2.monitor_nodes(&me);
                a2.connect("b@beta").await.expect("b runs");
                assert_eq!(me.receive::<NodeUp>().await.node, Atom::new("b@beta"));
                assert_eq!(a2.list(), [Atom::new("b@beta")]);
                assert!(b2.disconnect("a@alpha"));
                assert_eq!(me.receive::<NodeDown>().await.node, Atom::new("b@beta"));
                assert_eq!(a2.list(), []);
                assert_eq!(a2.connect("c@beta").await, Err(ConnectError::NotRunning("c@beta".to_owned())));
            })
            .await;
            drop(b);
        })
        .finished();
    }
}

#[test]
fn both_connect_at_once_and_one_connection_stays() {
    for seed in seeds(50) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let (from_a, from_b) = tokio::join!(biased; a.connect("b@beta"), b.connect("a@alpha"));
            assert_eq!((from_a, from_b), (Ok(()), Ok(())), "seed {seed}");
            tokio::time::sleep(Duration::from_secs(100)).await;
            assert_eq!((a.list().len(), b.list().len()), (1, 1));
        })
        .finished();
    }
}

#[test]
fn a_name_in_use_a_wrong_cookie_and_a_wrong_name_are_told() {
    sim(1, |world| async move {
        let net = Net::new(&world);
        let a = start(&world, &net, "a@alpha").await;
        let other = system(&world, 2);
        let taken = Node::start(&other, options(&net, &other, "a@alpha")).await;
        assert!(matches!(taken, Err(StartError::Epmd(_))), "{taken:?}");
        let bad = Node::start(&other, options(&net, &other, "nonsense@@alpha")).await;
        assert!(matches!(bad, Err(StartError::Name(_))), "{bad:?}");
        let stranger = Options { cookie: "guess".to_owned(), ..options(&net, &other, "b@beta") };
        let b = Node::start(&other, stranger).await.expect("b is free");
        let refused = b.connect("a@alpha").await.expect_err("another cookie");
        assert!(refused.to_string().contains("same cookie"), "{refused}");
        let refused = a.connect("b@beta").await.expect_err("another cookie");
        assert!(refused.to_string().contains("cookie"), "{refused}");
        assert_eq!(a.list(), []);
    })
    .finished();
}

#[test]
fn messages_arrive_in_order_also_those_that_made_the_connection() {
    for seed in seeds(20) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let receiver = b.system().spawn(|mut me| async move {
                me.register("sink").unwrap();
                for expected in 0..100 {
                    assert_eq!(me.receive::<Term>().await, Term::Int(expected));
                }
            });
            let sender = a.clone();
            run(&a, move |me| async move {
                for n in 0..100 {
                    sender.send(&me, ("sink", "b@beta"), Term::Int(n));
                }
            })
            .await;
            assert_eq!(b.system().join(receiver).await, ExitReason::Normal);
        })
        .finished();
    }
}

#[test]
fn a_lost_connection_ends_links_fires_monitors_and_calls() {
    for seed in seeds(20) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let server = b.system().spawn(|mut me| async move {
                me.register("server").unwrap();
                me.receive::<()>().await;
            });
            let linked = b.system().spawn(|mut me| async move {
                me.register("linked").unwrap();
                me.receive::<()>().await;
            });
            let (node, net2) = (a.clone(), net.clone());
            run(&a, move |mut me| async move {
                let asks = me.spawn({
                    let node = node.clone();
                    move |mut me| async move {
                        let answer =
                            node.call(&mut me, ("server", "b@beta"), term!(:hello), LIMIT * 100).await;
                        assert_eq!(answer, Err(CallError::Down(ExitReason::NoConnection)));
                    }
                });
                me.trap_exit(TrapExit::Yes);
                let by_name = node.monitor(&me, ("server", "b@beta"));
                node.connect("b@beta").await.unwrap();
                let pid =
                    node.spawn(&me, "b@beta", "test:whereis", vec![]).await.expect_err("not known there");
                assert!(pid.to_string().contains("notsup"));
                net2.cut(&["alpha"], &["beta"]);
                let down: Down = me.receive().await;
                assert_eq!((down.reference, &down.reason), (by_name, &ExitReason::NoConnection));
                assert!(matches!(down.target, Target::Name(name, _) if &*name == "server"));
                assert_eq!(node.list(), []);
                let end = me.system().join(asks).await;
                assert_eq!(end, ExitReason::Normal);
            })
            .await;
            assert!(b.system().is_alive(server) && b.system().is_alive(linked));
        })
        .finished();
    }
}

#[test]
fn functions_are_started_by_name_and_linked() {
    sim(3, |world| async move {
        let net = Net::new(&world);
        let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
        let there = b.clone();
        b.functions()
            .insert("math:double/1", |_, args| async move { Term::Int(args[0].as_int().unwrap_or(0) * 2) });
        b.functions().insert("math:fail/0", |mut me: Context, _| async move { me.stop("boom").await });
        let node = a.clone();
        run(&a, move |mut me| async move {
            me.trap_exit(TrapExit::Yes);
            let pid = node.spawn_link(&me, "b@beta", "math:fail", vec![]).await.unwrap();
            let exit: Exit = me.receive().await;
            assert_eq!((exit.from, exit.reason), (pid, "boom".into()));
            let args = vec![term!(:tag), term!(:math), term!(:double), term!([21])];
            let request = node.spawn_request(&me, "b@beta", "erpc:execute_call", args).unwrap();
            assert_eq!(request.ended().await, Ok(term!({:tag, :return, 42})));
            let args = vec![term!(:tag), term!(:math), term!(:none), term!([])];
            let request = node.spawn_request(&me, "b@beta", "erpc:execute_call", args).unwrap();
            let undefined = request.ended().await.unwrap();
            assert_eq!(undefined.to_string(), "{:tag, :error, :undef, [{:math, :none, [], []}]}");
        })
        .await;
        drop(there);
    })
    .finished();
}

/// A network whose listener cannot take the first few calls, as a program that has too many open files.
struct Full(Arc<dyn Network>);

struct Ear(Box<dyn Listener>, u32);

impl Network for Full {
    fn listen<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        Box::pin(async move { Ok(Box::new(Ear(self.0.listen(host, port).await?, 3)) as Box<dyn Listener>) })
    }

    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream> {
        self.0.connect(host, port)
    }
}

impl Listener for Ear {
    fn port(&self) -> u16 {
        self.0.port()
    }

    fn accept(&mut self) -> Promise<'_, Stream> {
        match self.1.checked_sub(1) {
            Some(left) => {
                self.1 = left;
                Box::pin(async { Err(io::Error::from_raw_os_error(24)) })
            }
            None => self.0.accept(),
        }
    }
}

#[test]
fn a_call_that_could_not_be_taken_does_not_make_a_node_deaf() {
    sim(1, |world| async move {
        let net = Net::new(&world);
        let system = system(&world, 1);
        let options = options(&net, &system, "a@alpha");
        let network: Arc<dyn Network> = Arc::new(Full(Arc::clone(&options.network)));
        let a = Node::start(&system, Options { network, ..options }).await.expect("a free name");
        let b = start(&world, &net, "b@beta").await;
        assert_eq!(b.connect("a@alpha").await, Ok(()));
        assert_eq!(a.list(), [Atom::new("b@beta")]);
    })
    .finished();
}
