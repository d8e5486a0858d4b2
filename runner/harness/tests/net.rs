//! The simulated network: what a program over it can rely on, and what each fault does.

use std::future::Future;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use harness::{CONNECT_TIMEOUT, Net, Run, Schedule, WINDOW, World, seeds, sim};
use network::{Listener, Network, Stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, timeout};

const MS: fn(u64) -> Duration = Duration::from_millis;

/// Two hosts and a connection between them.
struct Pair {
    net: Net,
    alpha: Arc<dyn Network>,
    beta: Arc<dyn Network>,
    listener: Box<dyn Listener>,
    /// At alpha.
    client: Stream,
    /// At beta.
    server: Stream,
}

fn with_pair<Fut: Future<Output = ()> + 'static>(test: impl Fn(World, Pair) -> Fut + Copy + 'static) {
    for seed in seeds(20) {
        sim(seed, move |world| async move {
            let net = Net::new(&world);
            let (alpha, beta) = (net.host("alpha"), net.host("beta"));
            let mut listener = beta.listen("beta", 80).await.expect("the port is free");
            let client = alpha.connect("beta", 80).await.expect("somebody listens");
            let server = listener.accept().await.expect("somebody connects");
            test(world, Pair { net, alpha, beta, listener, client, server }).await;
        })
        .finished();
    }
}

async fn heard(stream: &mut Stream, len: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; len];
    let read = timeout(MS(1000), stream.read_exact(&mut bytes)).await.ok()?;
    read.expect("the connection is whole");
    Some(bytes)
}

async fn read_error(stream: &mut Stream) -> ErrorKind {
    stream.read(&mut [0]).await.expect_err("the connection is broken").kind()
}

#[test]
fn bytes_arrive_in_order_after_a_latency_within_the_bounds() {
    with_pair(|_, mut pair| async move {
        pair.net.latency(MS(10), MS(30));
        for n in 0..50_u8 {
            let start = Instant::now();
            pair.client.write_all(&[n; 3]).await.expect("the connection is whole");
            assert_eq!(heard(&mut pair.server, 3).await, Some(vec![n; 3]));
            let took = start.elapsed();
            assert!((MS(10)..=MS(31)).contains(&took), "{took:?}");
        }
        for n in 0..100_u8 {
            pair.server.write_all(&[n]).await.expect("the connection is whole");
        }
        assert_eq!(heard(&mut pair.client, 100).await, Some((0..100).collect()));
    });
}

#[test]
fn a_write_may_arrive_in_parts_and_two_in_one_read() {
    let reads = |seed| {
        let run = sim(seed, |world| async move {
            let net = Net::new(&world);
            let (alpha, beta) = (net.host("alpha"), net.host("beta"));
            let mut listener = beta.listen("beta", 80).await.expect("the port is free");
            let mut client = alpha.connect("beta", 80).await.expect("somebody listens");
            let mut server = listener.accept().await.expect("somebody connects");
            client.write_all(b"one").await.expect("the connection is whole");
            client.write_all(b"two").await.expect("the connection is whole");
            let (mut sizes, mut bytes) = (Vec::new(), [0; 6]);
            while sizes.iter().sum::<usize>() < 6 {
                sizes.push(server.read(&mut bytes).await.expect("the connection is whole"));
            }
            sizes
        });
        run.finished()
    };
    let all: Vec<Vec<usize>> = (0..100).map(reads).collect();
    for shape in [vec![6], vec![3, 3], vec![1, 5]] {
        assert!(all.contains(&shape), "{shape:?} is missing in {all:?}");
    }
}

#[test]
fn ports_are_those_of_a_real_host() {
    with_pair(|_, pair| async move {
        let listen = |port| pair.beta.listen("beta", port);
        assert_eq!(listen(80).await.err().map(|e| e.kind()), Some(ErrorKind::AddrInUse));
        let (one, other) = (listen(0).await.expect("a free port"), listen(0).await.expect("another"));
        assert_ne!(one.port(), other.port());
        let elsewhere = pair.alpha.listen("beta", 0).await.err().map(|e| e.kind());
        assert_eq!(elsewhere, Some(ErrorKind::AddrNotAvailable));
        drop(pair.listener);
        listen(80).await.expect("the port is free again");
    });
}

#[test]
fn who_cannot_be_reached_is_told_apart() {
    with_pair(|_, pair| async move {
        let kind = async |host: &str, port| pair.alpha.connect(host, port).await.err().map(|e| e.kind());
        assert_eq!(kind("beta", 81).await, Some(ErrorKind::ConnectionRefused));
        assert_eq!(kind("gamma", 80).await, Some(ErrorKind::HostUnreachable));
        assert_eq!(kind("localhost", 80).await, Some(ErrorKind::ConnectionRefused), "that is alpha itself");
        pair.net.cut(&["alpha"], &["beta"]);
        let start = Instant::now();
        assert_eq!(kind("beta", 80).await, Some(ErrorKind::TimedOut));
        assert_eq!(start.elapsed(), CONNECT_TIMEOUT);
    });
}

#[test]
fn a_connect_that_meets_a_short_cut_is_delayed() {
    with_pair(|_, mut pair| async move {
        pair.net.cut(&["alpha"], &["beta"]);
        let (net, start) = (pair.net.clone(), Instant::now());
        let heal = async {
            tokio::time::sleep(MS(5000)).await;
            net.heal();
        };
        let (connected, ()) = tokio::join!(pair.alpha.connect("beta", 80), heal);
        connected.expect("the cut was short");
        assert!(start.elapsed() >= MS(5002) && start.elapsed() < MS(5020), "{:?}", start.elapsed());
        pair.listener.accept().await.expect("it arrived");
    });
}

#[test]
fn a_connection_outlives_a_cut_and_nothing_written_meanwhile_is_lost() {
    with_pair(|_, mut pair| async move {
        pair.client.write_all(b"arrived ").await.expect("the connection is whole");
        tokio::time::sleep(MS(100)).await;
        pair.client.write_all(b"on the way ").await.expect("the connection is whole");
        pair.net.cut(&["alpha"], &["beta"]);
        pair.client.write_all(b"meanwhile").await.expect("the sender knows nothing of the cut");
        pair.server.write_all(b"and back").await.expect("nor does the other");
        assert_eq!(heard(&mut pair.server, 8).await.as_deref(), Some(&b"arrived "[..]));
        assert_eq!((heard(&mut pair.server, 1).await, heard(&mut pair.client, 1).await), (None, None));
        tokio::time::sleep(Duration::from_secs(3600)).await;
        pair.net.heal_between(&["beta"], &["alpha"]);
        assert_eq!(heard(&mut pair.server, 20).await.as_deref(), Some(&b"on the way meanwhile"[..]));
        assert_eq!(heard(&mut pair.client, 8).await.as_deref(), Some(&b"and back"[..]));
    });
}

#[test]
fn a_cut_of_one_direction_leaves_the_other() {
    with_pair(|_, mut pair| async move {
        pair.net.cut_one_way("alpha", "beta");
        pair.client.write_all(b"lost").await.expect("the sender knows nothing of the cut");
        pair.server.write_all(b"heard").await.expect("this direction is whole");
        assert_eq!(heard(&mut pair.client, 5).await.as_deref(), Some(&b"heard"[..]));
        assert_eq!(heard(&mut pair.server, 1).await, None);
        pair.net.heal();
        assert_eq!(heard(&mut pair.server, 4).await.as_deref(), Some(&b"lost"[..]));
    });
}

#[test]
fn a_slow_cable_is_slow_in_both_directions_until_it_is_healed() {
    with_pair(|_, mut pair| async move {
        for (extra, bounds) in [(MS(40), MS(82)..=MS(92)), (MS(0), MS(2)..=MS(12))] {
            pair.net.slow("beta", "alpha", extra);
            let start = Instant::now();
            pair.client.write_all(b"?").await.expect("the connection is whole");
            heard(&mut pair.server, 1).await.expect("slow is not lost");
            pair.server.write_all(b"!").await.expect("the connection is whole");
            heard(&mut pair.client, 1).await.expect("slow is not lost");
            assert!(bounds.contains(&start.elapsed()), "{:?}", start.elapsed());
        }
    });
}

#[test]
fn a_crash_resets_connections_and_ends_listeners_and_the_host_can_come_back() {
    with_pair(|_, mut pair| async move {
        pair.server.write_all(b"last words").await.expect("the connection is whole");
        let crash = async {
            tokio::time::sleep(MS(100)).await;
            pair.net.crash("beta");
        };
        let (accepted, ()) = tokio::join!(pair.listener.accept(), crash);
        assert_eq!(accepted.err().map(|e| e.kind()), Some(ErrorKind::ConnectionAborted));
        assert_eq!(read_error(&mut pair.server).await, ErrorKind::ConnectionReset, "the own end, at once");
        assert_eq!(heard(&mut pair.client, 10).await.as_deref(), Some(&b"last words"[..]));
        assert_eq!(read_error(&mut pair.client).await, ErrorKind::ConnectionReset);
        let written = pair.client.write_all(b"?").await.err().map(|e| e.kind());
        assert_eq!(written, Some(ErrorKind::ConnectionReset));
        let refused = pair.alpha.connect("beta", 80).await.err().map(|e| e.kind());
        assert_eq!(refused, Some(ErrorKind::ConnectionRefused));
        let mut again = pair.beta.listen("beta", 80).await.expect("the port is free");
        drop(pair.listener);
        pair.alpha.connect("beta", 80).await.expect("the listener of the former life closes no new one");
        again.accept().await.expect("the host lives");
    });
}

#[test]
fn a_crash_behind_a_cut_is_told_after_the_healing() {
    with_pair(|_, pair| async move {
        let mut pair = pair; // all of it: the server's end lives until the crash
        pair.net.cut(&["alpha"], &["beta"]);
        pair.net.crash("beta");
        assert_eq!(heard(&mut pair.client, 1).await, None);
        pair.net.heal();
        assert_eq!(read_error(&mut pair.client).await, ErrorKind::ConnectionReset);
    });
}

#[test]
fn a_write_waits_while_too_much_is_unread() {
    with_pair(|_, mut pair| async move {
        let big = vec![7; WINDOW + 1];
        let written = timeout(MS(1000), pair.client.write_all(&big)).await;
        assert!(written.is_err(), "a byte more than the window");
        assert_eq!(heard(&mut pair.server, WINDOW).await, Some(vec![7; WINDOW]));
        let (written, read) = tokio::join!(pair.client.write_all(&big), heard(&mut pair.server, WINDOW + 1));
        written.expect("somebody reads");
        assert_eq!(read.map(|bytes| bytes.len()), Some(WINDOW + 1));
    });
}

#[test]
fn a_writer_that_waits_hears_of_the_end() {
    for crash in [false, true] {
        with_pair(move |_, mut pair| async move {
            let big = vec![7; WINDOW + 1];
            let end = async {
                tokio::time::sleep(MS(100)).await;
                if crash {
                    pair.net.crash("beta");
                } else {
                    drop(pair.server);
                }
            };
            let writing = async {
                loop {
                    if let Err(error) = pair.client.write_all(&big).await {
                        return error.kind();
                    }
                    tokio::time::sleep(MS(10)).await;
                }
            };
            let (error, ()) = tokio::join!(writing, end);
            assert_eq!(error, if crash { ErrorKind::ConnectionReset } else { ErrorKind::BrokenPipe });
        });
    }
}

#[test]
fn a_dropped_end_is_the_end_of_the_stream_and_a_half_closed_one_still_reads() {
    with_pair(|_, mut pair| async move {
        pair.client.write_all(b"that is all").await.expect("the connection is whole");
        pair.client.shutdown().await.expect("half of it closes");
        let mut all = Vec::new();
        pair.server.read_to_end(&mut all).await.expect("an end, not an error");
        assert_eq!(all, b"that is all");
        assert_eq!(pair.client.write(b"?").await.err().map(|e| e.kind()), Some(ErrorKind::BrokenPipe));
        pair.server.write_all(b"bye").await.expect("the other half is open");
        drop(pair.server);
        assert_eq!(heard(&mut pair.client, 3).await.as_deref(), Some(&b"bye"[..]));
        assert_eq!(pair.client.read(&mut [0]).await.expect("an end, not an error"), 0);
    });
}

/// Three hosts ask each other while a schedule breaks and mends the cables.
fn busy(seed: u64) -> Run {
    sim(seed, |world| async move {
        let net = Net::new(&world);
        let schedule = "at 30ms cut alpha | beta gamma\nat 60ms heal\nat 80ms slow alpha | gamma 20ms\n\
                        at 100ms crash beta\nat 120ms cut gamma > alpha\nat 400ms heal";
        let schedule: Result<Schedule, _> = schedule.lines().map(str::parse).collect();
        let names = ["alpha", "beta", "gamma"];
        for name in names {
            let (world, host) = (world.clone(), net.host(name));
            let mut listener = host.listen(name, 80).await.expect("the port is free");
            world.clone().spawn(async move {
                while let Ok(mut stream) = listener.accept().await {
                    world.spawn(async move {
                        let mut bytes = [0; 64];
                        while let Ok(n @ 1..) = stream.read(&mut bytes).await {
                            if stream.write_all(&bytes[..n]).await.is_err() {
                                return;
                            }
                        }
                    });
                }
            });
        }
        for from in names {
            for to in names {
                let (world, host) = (world.clone(), net.host(from));
                world.clone().spawn(async move {
                    let Ok(mut stream) = host.connect(to, 80).await else { return };
                    for n in 0..20_u8 {
                        let asked = stream.write_all(&[n; 10]).await;
                        let answered = timeout(MS(50), stream.read_exact(&mut [0; 10])).await;
                        let at = world.elapsed().as_millis();
                        world.say(from, format!("{to} {n} at {at}: {asked:?} {answered:?}"));
                    }
                });
            }
        }
        net.play(&schedule.expect("a schedule"));
        tokio::time::sleep(Duration::from_secs(60)).await;
    })
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_one_differs() {
    for seed in seeds(20) {
        let (one, other) = (busy(seed), busy(seed));
        assert_eq!(one, other, "seed {seed}");
        assert_ne!(one.events, busy(seed + 1).events);
        let faults: Vec<String> = one.of("network").map(|event| event.to_string()).collect();
        assert_eq!(faults.len(), 6, "each fault is noted: {faults:?}");
        assert_eq!(
            one.of("network").map(|event| event.at / 1000).collect::<Vec<_>>(),
            [30, 60, 80, 100, 120, 400]
        );
    }
}

#[test]
fn a_schedule_prints_what_it_parses() {
    let text = ["at 0ms cut alpha | beta gamma", "at 600ms cut alpha > beta", "at 650ms heal"];
    let more =
        ["at 700ms heal alpha beta | gamma", "at 800ms slow alpha | beta 40ms", "at 900ms crash gamma"];
    for line in text.into_iter().chain(more) {
        let parsed: harness::Timed = line.parse().expect(line);
        assert_eq!(parsed.to_string(), line);
    }
    for (line, same) in [("at 3s heal", "at 3000ms heal"), ("at 2.05s heal", "at 2050ms heal")] {
        assert_eq!(line.parse::<harness::Timed>().expect(line).to_string(), same);
    }
    let times = ["at 1 heal", "at s heal", "at 1.s heal", "at 1.0005s heal", "at 1.-5s heal", "at 1m heal"];
    let faults = ["", "cut a | b", "at cut a | b", "at 1ms", "at 1ms burn a"];
    for line in times.into_iter().chain(faults) {
        assert!(line.parse::<harness::Timed>().is_err(), "{line}");
    }
    for line in ["cut a", "cut a |", "cut a > b c", "slow a | b", "slow a | b soon", "crash", "crash a b"] {
        let error = line.parse::<harness::Fault>().expect_err(line).to_string();
        assert!(error.starts_with(&format!("`{line}`: expected ")), "{error}");
    }
}

#[test]
#[should_panic(expected = "no host is called delta: cut alpha | delta")]
fn a_fault_that_hits_nobody_is_an_error_of_the_test() {
    with_pair(|_, pair| async move { pair.net.cut(&["alpha"], &["delta"]) });
}
