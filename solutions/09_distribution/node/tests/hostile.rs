//! Whoever reaches the port may send anything: it costs one connection, and never that of somebody else.

mod stranger;

use std::sync::Arc;
use std::time::Duration;

use harness::{Net, Rng, World, seeds, sim};
use network::{Network, Stream};
use node::control::Control;
use node::{Node, Options, frames};
use process::{Config, ExitReason, Pid, System};
use stranger::known;
use term::{Atom, Term, term};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{sleep, timeout};

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
    let options = Options { longest: 1 << 16, ..options };
    Node::start(&system, options).await.expect("a free name")
}

/// `a` and `b`, connected; what strangers say to `a` from the host `gamma` must disturb neither.
fn besieged<F, Fut>(count: u64, siege: F)
where
    F: Fn(World, Net, Siege) -> Fut + Copy + Send + 'static,
    Fut: Future<Output = ()>,
{
    for seed in seeds(count) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let heard = a.system().spawn(|mut me| async move {
                me.register("sink").expect("a free name");
                for expected in 0..20 {
                    assert_eq!(me.receive::<Term>().await, Term::Int(expected));
                }
            });
            b.connect("a@alpha").await.expect("a runs");
            let sender = b.clone();
            b.system().spawn(move |me| async move {
                for n in 0..20 {
                    sender.send(&me, ("sink", "a@alpha"), Term::Int(n));
                    sleep(Duration::from_secs(2)).await;
                }
            });
            let there = net.host("gamma");
            let port = epmd::port_please(&there, "alpha", epmd::port(), "a").await.expect("epmd runs");
            let port = port.expect("a is known").port;
            siege(world, net, Siege { a: a.clone(), there, port }).await;
            assert_eq!(a.system().join(heard).await, ExitReason::Normal, "the other connection lives on");
            assert_eq!(a.list().last(), Some(&Atom::new("b@beta")));
        })
        .finished();
    }
}

struct Siege {
    a: Node,
    there: Arc<dyn Network>,
    port: u16,
}

impl Siege {
    async fn says(&self, bytes: &[u8]) -> Stream {
        let mut stream = self.there.connect("alpha", self.port).await.expect("a listens");
        let _ = stream.write_all(bytes).await;
        stream
    }
}

/// Whether the other side hangs up within a minute.
async fn hung_up(mut stream: Stream) -> bool {
    let mut bytes = Vec::new();
    timeout(Duration::from_secs(60), stream.read_to_end(&mut bytes)).await.is_ok()
}

/// SEND_NAME of the handshake: flags, creation, and a name.
fn send_name(name: &str) -> Vec<u8> {
    let flags = handshake::flags::VISIBLE;
    let mut bytes = vec![b'N'];
    bytes.extend(flags.to_be_bytes());
    bytes.extend(1_u32.to_be_bytes());
    bytes.extend(u16::try_from(name.len()).expect("a short name").to_be_bytes());
    bytes.extend(name.as_bytes());
    [&u16::try_from(bytes.len()).expect("a short frame").to_be_bytes(), &bytes[..]].concat()
}

#[test]
fn random_bytes_end_one_connection() {
    besieged(20, |world, _, siege| async move {
        let mut rng = Rng::new(world.choose(1 << 30) as u64);
        for _ in 0..20 {
            let bytes: Vec<u8> = (0..rng.below(200)).map(|_| rng.below(256) as u8).collect();
            assert!(hung_up(siege.says(&bytes).await).await, "{bytes:?}");
        }
    });
}

#[test]
fn half_a_handshake_ends_after_a_while() {
    besieged(5, |_, _, siege| async move {
        let whole = send_name("c@gamma");
        for end in 0..=whole.len() {
            assert!(hung_up(siege.says(&whole[..end]).await).await, "{end} bytes");
        }
        for length in [0_u16, 1, u16::MAX] {
            assert!(hung_up(siege.says(&length.to_be_bytes()).await).await, "{length} bytes announced");
        }
    });
}

#[test]
fn a_stranger_with_the_name_of_a_node_neither_ends_its_connection_nor_keeps_others_from_it() {
    besieged(10, |world, net, siege| async move {
        let false_b = siege.says(&send_name("b@beta")).await;
        let mut again = siege.says(&[send_name("b@beta"), vec![0, 4], b"true".to_vec()].concat()).await;
        let _ = again.write_all(&[&[0, 21, b'r'][..], &[7; 20]].concat()).await;
        // Nobody is connected with c; a stranger has said its name, and says it again and again.
        let c = start(&world, &net, "c@gamma").await;
        let port = siege.port;
        let there = Arc::clone(&siege.there);
        world.spawn(async move {
            for _ in 0..20 {
                let mut stream = there.connect("alpha", port).await.expect("a listens");
                let _ = stream.write_all(&send_name("c@gamma")).await;
                sleep(Duration::from_secs(3)).await;
            }
        });
        sleep(Duration::from_millis(100)).await;
        let found = timeout(Duration::from_secs(20), siege.a.connect("c@gamma")).await;
        assert_eq!(found, Ok(Ok(())), "c runs");
        siege.a.disconnect("c@gamma");
        drop(c);
        assert!(hung_up(false_b).await);
        assert!(hung_up(again).await);
    });
}

#[test]
fn whoever_knows_the_cookie_and_sends_nonsense_is_hung_up_on() {
    besieged(5, |world, _, siege| async move {
        let framed =
            |bytes: &[u8]| [&u32::try_from(bytes.len()).expect("short").to_be_bytes(), bytes].concat();
        let mut deep = vec![112, 131];
        deep.extend([108, 0, 0, 0, 1].repeat(10_000));
        let nonsense = [
            vec![255; 4],
            (1_u32 << 17).to_be_bytes().to_vec(),
            framed(&[1, 2, 3]),
            framed(&[112]),
            framed(&[112, 131]),
            framed(&[112, 131, 108, 255, 255, 255, 255]),
            framed(&[112, 131, 109, 255, 255, 255, 255, 1]),
            framed(&deep),
        ];
        for (n, bytes) in nonsense.into_iter().enumerate() {
            let mut stream = known(siege.says(&[]).await, &format!("n{n}@gamma")).await;
            stream.write_all(&bytes).await.expect("a reads");
            assert!(hung_up(stream).await, "nonsense {n}");
        }
        // Random terms in a good frame, and random changes of a good message.
        let own = etf::Node { name: Atom::new("z@gamma"), creation: 1 };
        let mut good = Vec::new();
        let to = Pid::of_node(0, 1, 0);
        frames::write(
            &mut good,
            Control::RegSend { from: to, name: Atom::new("nobody"), message: term!([1, 2]) },
            own,
        );
        let mut rng = Rng::new(world.choose(1 << 30) as u64);
        for n in 0..50 {
            let mut bytes = good.clone();
            for _ in 0..=rng.below(3) {
                let at = 4 + rng.below(bytes.len() - 4);
                bytes[at] = rng.below(256) as u8;
            }
            let mut stream = known(siege.says(&[]).await, &format!("z{n}@gamma")).await;
            stream.write_all(&bytes).await.expect("a reads");
        }
        sleep(Duration::from_secs(1)).await;
    });
}

#[test]
fn control_terms_that_make_no_sense_change_nothing() {
    besieged(1, |_, _, siege| async move {
        let mut stream = known(siege.says(&[]).await, "n@gamma").await;
        let own = etf::Node { name: Atom::new("n@gamma"), creation: 1 };
        let nonsense = [
            term!({}),
            term!(:nothing),
            term!({99, 1, 2}),
            term!({1, :no, :pids}),
            term!({3, 1, 2, :boom}),
            term!({19, :watcher, :target, :reference}),
            term!({21, 1, 2, 3, 4}),
            term!({29, 1, 2, 3, 4, 5}),
            term!({35, 1, 2, 3}),
        ];
        for term in nonsense {
            let mut bytes = vec![112, 131];
            etf::encode_into(&mut bytes, &term, own, etf::Atoms::Utf8);
            let length = u32::try_from(bytes.len()).expect("short").to_be_bytes();
            stream.write_all(&[&length, &bytes[..]].concat()).await.expect("a reads");
        }
        sleep(Duration::from_secs(1)).await;
        assert!(siege.a.list().contains(&Atom::new("n@gamma")), "it is a node that speaks in riddles");
        drop(stream);
        sleep(Duration::from_secs(1)).await;
    });
}
