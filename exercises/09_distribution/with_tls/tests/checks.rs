//! Checks of `with_tls`. Each step is a module, each claim a test.
//!
//! Opponents have configurations of their own here, not the learner's: a side that demands nothing, one that shows
//! nothing, one whose papers are of another authority.

use std::sync::Arc;
use std::time::Duration;

use harness::{Net, World, check, sim};
use network::Network;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::{sleep, timeout};
use tokio_rustls::{TlsAcceptor, TlsConnector};
use with_tls::{Authority, Papers, Tls, called, calling, expected, is_for, predict as predictions};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// A line of it that begins so.
fn beam(begins: &str) -> &'static str {
    BEAM.lines().find(|line| line.starts_with(begins)).expect("a line of the recording")
}

fn believing(papers: &Papers) -> Arc<RootCertStore> {
    let mut roots = RootCertStore::empty();
    roots.add(papers.authority.clone()).expect("the certificate of an authority");
    Arc::new(roots)
}

/// A side that is called, shows these papers, and demands some.
fn demanding(papers: &Papers) -> ServerConfig {
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(believing(papers), Arc::clone(&provider));
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("good versions")
        .with_client_cert_verifier(verifier.build().expect("an authority"))
        .with_single_cert(vec![papers.certificate.clone()], papers.key.clone_key())
        .expect("good papers")
}

/// A caller that believes the authority of `believes`, and shows these papers, or none.
fn showing(shows: Option<&Papers>, believes: &Papers) -> ClientConfig {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("good versions")
        .with_root_certificates(believing(believes));
    match shows {
        Some(papers) => config
            .with_client_auth_cert(vec![papers.certificate.clone()], papers.key.clone_key())
            .expect("good papers"),
        None => config.with_no_client_auth(),
    }
}

/// The two meet over a pipe; what both say about it, and what the caller then reads. `alpha` is called.
async fn meet(called: ServerConfig, calling: ClientConfig) -> String {
    let (near, far) = duplex(1 << 16);
    let caller = async {
        let connector = TlsConnector::from(Arc::new(calling));
        let name = ServerName::try_from("alpha").expect("the name of a host");
        let Ok(mut stream) = connector.connect(name, near).await else { return ("error", "nothing") };
        let mut bytes = [0; 4];
        match timeout(Duration::from_secs(60), stream.read(&mut bytes)).await {
            Ok(Ok(4)) => ("ok", "data"),
            Ok(_) => ("ok", "error"),
            Err(_) => ("ok", "ever"),
        }
    };
    let called = async {
        let Ok(mut stream) = TlsAcceptor::from(Arc::new(called)).accept(far).await else { return "error" };
        let _ = stream.write_all(b"data").await;
        let _ = stream.flush().await;
        let mut end = Vec::new();
        let _ = stream.read_to_end(&mut end).await;
        "ok"
    };
    let ((connected, read), called) = tokio::join!(biased; caller, called);
    format!("caller {connected}, called {called}, then read: {read}")
}

mod predict {
    use super::*;

    /// The sizes and the bytes of records for these messages, after a handshake.
    fn records(messages: &[&[u8]]) -> Vec<Vec<u8>> {
        let papers = Authority::new("ours").issue("alpha");
        let name = ServerName::try_from("alpha").expect("the name of a host");
        let mut caller =
            rustls::ClientConnection::new(Arc::new(showing(Some(&papers), &papers)), name).expect("good");
        let mut called = rustls::ServerConnection::new(Arc::new(demanding(&papers))).expect("good");
        while caller.is_handshaking() || called.is_handshaking() {
            let mut bytes = Vec::new();
            while caller.wants_write() {
                caller.write_tls(&mut bytes).expect("a vector takes all");
            }
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                called.read_tls(&mut rest).expect("a slice gives all");
                called.process_new_packets().expect("good papers");
            }
            let mut bytes = Vec::new();
            while called.wants_write() {
                called.write_tls(&mut bytes).expect("a vector takes all");
            }
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                caller.read_tls(&mut rest).expect("a slice gives all");
                caller.process_new_packets().expect("good papers");
            }
        }
        let written = messages.iter().map(|message| {
            std::io::Write::write_all(&mut caller.writer(), message).expect("there is room");
            let mut bytes = Vec::new();
            caller.write_tls(&mut bytes).expect("a vector takes all");
            bytes
        });
        written.collect()
    }

    #[test]
    fn the_prediction_is_what_tls_does() {
        check("expects_more_of_tls", |t| {
            let run = sim(1, |_| async {
                let ours = Authority::new("ours");
                let (alpha, beta) = (ours.issue("alpha"), ours.issue("beta"));
                let none = meet(demanding(&alpha), showing(None, &alpha)).await;
                let wrong_host = meet(demanding(&beta), showing(Some(&alpha), &alpha)).await;
                let from_elsewhere =
                    meet(demanding(&alpha), showing(Some(&ours.issue("gamma")), &alpha)).await;
                (none, wrong_host, from_elsewhere)
            });
            let (none, wrong_host, from_elsewhere) = run.finished();
            let word = |line: &str, before: &str| {
                let rest = line.split(before).nth(1).unwrap_or_default();
                rest.split([',', ' ']).next().unwrap_or_default().to_owned()
            };
            let records = records(&[b"the same", b"the same", b"the same!"]);
            let twice = if records[0] == records[1] { "same" } else { "different" };
            let length = if records[2].len() == records[1].len() + 1 { "yes" } else { "no" };
            let rows = [
                (
                    "calls without a certificate",
                    predictions::CALLS_WITHOUT_A_CERTIFICATE,
                    word(&none, "caller "),
                ),
                ("and reads", predictions::AND_READS, word(&none, "read: ")),
                (
                    "answers for another host",
                    predictions::ANSWERS_FOR_ANOTHER_HOST,
                    word(&wrong_host, "caller "),
                ),
                (
                    "calls for another host",
                    predictions::CALLS_FOR_ANOTHER_HOST,
                    word(&from_elsewhere, "called "),
                ),
                ("the same twice", predictions::THE_SAME_TWICE, twice.to_owned()),
                ("the length", predictions::THE_LENGTH, length.to_owned()),
            ];
            t.suspect_if(rows.iter().any(|row| row.1.is_empty()), "not_yet");
            for (question, answer, _) in &rows {
                t.line(format!("{question}: {answer}"));
            }
            t.expect("TLS", &rows.map(|(question, _, does)| format!("{question}: {does}")));
        });
    }
}

mod both {
    use super::*;

    #[test]
    fn whoever_shows_no_papers_of_ours_is_not_let_in() {
        check("asks_for_nothing", |t| {
            t.run(sim(1, |world| async move {
                let (ours, others) = (Authority::new("ours"), Authority::new("others"));
                let (alpha, beta, stranger) = (ours.issue("alpha"), ours.issue("beta"), others.issue("beta"));
                let callers = [
                    ("both show their papers", showing(Some(&beta), &alpha)),
                    ("the caller shows none", showing(None, &alpha)),
                    ("the caller has papers of others", showing(Some(&stranger), &alpha)),
                ];
                for (who, caller) in callers {
                    let met = meet(called(&alpha).expect("good papers"), caller).await;
                    world.say("called", format!("{who}: {met}"));
                }
            }));
            let expected =
                ["both show", "the caller shows none", "the caller has papers of others"].map(beam);
            t.expect("beam.out", &expected);
        });
    }

    #[test]
    fn we_show_our_papers_when_we_call() {
        check("shows_nothing", |t| {
            t.run(sim(1, |world| async move {
                let (ours, others) = (Authority::new("ours"), Authority::new("others"));
                let (alpha, beta, stranger) =
                    (ours.issue("alpha"), ours.issue("beta"), others.issue("alpha"));
                for (who, papers) in
                    [("both show their papers", alpha), ("the called has papers of others", stranger)]
                {
                    let met = meet(demanding(&papers), calling(&beta).expect("good papers")).await;
                    world.say("caller", format!("{who}: {met}"));
                }
            }));
            t.expect("beam.out", &["both show", "the called has papers of others"].map(beam));
        });
    }
}

mod who {
    use super::*;

    #[test]
    fn a_certificate_is_for_its_own_host() {
        check("anybody_of_ours", |t| {
            let name = expected("alpha");
            t.suspect_if(name.ok() != ServerName::try_from("alpha").ok(), "another_name");
            let ours = Authority::new("ours");
            let (alpha, address) = (ours.issue("alpha").certificate, ours.issue("127.0.0.1").certificate);
            let letters = CertificateDer::from(b"four lines of a poem".to_vec());
            let shown = [("for alpha", alpha), ("for 127.0.0.1", address), ("no certificate", letters)];
            for (what, certificate) in &shown {
                let hosts = ["alpha", "beta", "127.0.0.1", "", "not a host"].into_iter();
                let fits: Vec<_> = hosts.filter(|host| is_for(certificate, host)).collect();
                t.line(format!("{what}: {}", if fits.is_empty() { "nobody".into() } else { fits.join(" ") }));
            }
            let expected = ["for alpha: alpha", "for 127.0.0.1: 127.0.0.1", "no certificate: nobody"];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn we_call_a_host_and_expect_its_name() {
        check("another_name", |t| {
            t.run(sim(1, |world| async move {
                let net = Net::new(&world);
                let ours = Authority::new("ours");
                let us = Tls::over(net.host("gamma"), &ours.issue("gamma")).expect("good papers");
                for (host, papers) in [("alpha", "alpha"), ("beta", "beta"), ("delta", "alpha")] {
                    let there = net.host(host);
                    let acceptor = TlsAcceptor::from(Arc::new(demanding(&ours.issue(papers))));
                    world.spawn(async move {
                        let mut listener = there.listen(host, 4000).await.expect("a free port");
                        let stream = listener.accept().await.expect("a call");
                        if let Ok(mut stream) = acceptor.accept(stream).await {
                            let _ = stream.read_to_end(&mut Vec::new()).await;
                        }
                    });
                    sleep(Duration::from_secs(1)).await;
                    let came = if us.connect(host, 4000).await.is_ok() { "connected" } else { "refused" };
                    world.say("gamma", format!("{host} with papers for {papers}: {came}"));
                }
                let wrong = expected("not a host").map_err(|cause| cause.kind());
                world.say(
                    "gamma",
                    format!("a name that is none: {}", if wrong.is_ok() { "taken" } else { "refused" }),
                );
            }));
            let expected = [
                "alpha with papers for alpha: connected",
                "beta with papers for beta: connected",
                "delta with papers for alpha: refused",
                "a name that is none: refused",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod strangers {
    use super::*;

    /// A listener on `alpha` that says who has been let in, and when.
    async fn besieged(world: &World, net: &Net, ours: &Authority) {
        let tls = Tls::over(net.host("alpha"), &ours.issue("alpha")).expect("good papers");
        let tls = tls.log(Arc::new(|_| {}));
        let listening = world.clone();
        world.spawn(async move {
            let mut listener = tls.listen("alpha", 4000).await.expect("a free port");
            let mut inside = Vec::new();
            loop {
                let stream = match listener.accept().await {
                    Ok(stream) => stream,
                    Err(_) => return listening.say("alpha", "alpha listens no more"),
                };
                let host = ["beta", "gamma", "delta"].into_iter().find(|host| stream.speaks_for(host));
                let after = listening.elapsed().as_secs();
                listening.say("alpha", format!("{} is in after {after} s", host.unwrap_or("somebody")));
                inside.push(stream);
            }
        });
        sleep(Duration::from_millis(500)).await;
    }

    /// A good caller.
    async fn calls(net: &Net, ours: &Authority, host: &'static str) {
        let tls = Tls::over(net.host(host), &ours.issue(host)).expect("good papers");
        let stream = tls.connect("alpha", 4000).await;
        sleep(Duration::from_secs(1)).await;
        drop(stream);
    }

    #[test]
    fn whoever_says_nothing_holds_nobody_up() {
        check("one_by_one", |t| {
            t.run(sim(1, |world| async move {
                let (net, ours) = (Net::new(&world), Authority::new("ours"));
                besieged(&world, &net, &ours).await;
                let silent = net.host("gamma").connect("alpha", 4000).await.expect("alpha listens");
                calls(&net, &ours, "beta").await;
                calls(&net, &ours, "delta").await;
                drop(silent);
                sleep(Duration::from_secs(20)).await;
            }));
            t.suspect_if(t.lines().iter().any(|line| line.contains("no more")), "one_ends_all");
            t.expect("transcript", &["beta is in after 0 s", "delta is in after 1 s"]);
        });
    }

    #[test]
    fn whoever_says_nothing_is_hung_up_on() {
        check("waits_for_ever", |t| {
            t.run(sim(1, |world| async move {
                let (net, ours) = (Net::new(&world), Authority::new("ours"));
                besieged(&world, &net, &ours).await;
                let mut silent = net.host("gamma").connect("alpha", 4000).await.expect("alpha listens");
                let mut heard = Vec::new();
                let end = timeout(Duration::from_secs(60), silent.read_to_end(&mut heard)).await;
                let after = world.elapsed().as_secs();
                let end =
                    if end.is_ok() { format!("hung up on after {after} s") } else { "still there".into() };
                world.say("gamma", format!("whoever says nothing: {end}"));
                calls(&net, &ours, "beta").await;
            }));
            t.suspect_if(t.lines().iter().any(|line| line.contains("no more")), "one_ends_all");
            t.expect("transcript", &["whoever says nothing: hung up on after 7 s", "beta is in after 7 s"]);
        });
    }

    #[test]
    fn whoever_speaks_no_tls_ends_nothing_but_his_call() {
        check("one_ends_all", |t| {
            t.run(sim(1, |world| async move {
                let (net, ours) = (Net::new(&world), Authority::new("ours"));
                besieged(&world, &net, &ours).await;
                // The first frame of a node that has the cookie, and no TLS.
                let mut plain = net.host("gamma").connect("alpha", 4000).await.expect("alpha listens");
                let name = [&[0, 21, b'N'][..], &[0; 12], &[0, 6], b"n@beta"].concat();
                plain.write_all(&name).await.expect("alpha reads");
                let mut heard = Vec::new();
                let _ = timeout(Duration::from_secs(60), plain.read_to_end(&mut heard)).await;
                // A record of TLS begins with its kind; 21 is an alert.
                let alert = heard.first() == Some(&21);
                world.say("gamma", format!("without TLS: {}", if alert { "an alert" } else { "nothing" }));
                let others = Authority::new("others");
                calls(&net, &others, "gamma").await;
                calls(&net, &ours, "beta").await;
            }));
            t.expect("transcript", &["without TLS: an alert", "beta is in after 1 s"]);
        });
    }

    /// A node on a host, with papers for another one perhaps.
    async fn node(world: &World, net: &Net, ours: &Authority, name: &str, papers: &str) -> node::Node {
        let system = process::System::new(process::Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            seed: world.choose(1 << 30) as u64,
        });
        let host = net.host(name.split('@').nth(1).expect("a host"));
        let tls = Tls::over(Arc::clone(&host), &ours.issue(papers)).expect("good papers");
        let tls: Arc<dyn Network> = Arc::new(tls.log(Arc::new(|_| {})));
        let options = node::Options { log: Arc::new(|_| {}), ..node::Options::new(name, "secret") };
        let options = node::Options { tls: Some(tls), ..options.on(host, &system) };
        node::Node::start(&system, options).await.expect("a free name")
    }

    #[test]
    fn a_node_says_only_names_of_its_own_host() {
        check("anybody_of_ours", |t| {
            t.run(sim(1, |world| async move {
                let (net, ours) = (Net::new(&world), Authority::new("ours"));
                let a = node(&world, &net, &ours, "a@alpha", "alpha").await;
                let b = node(&world, &net, &ours, "b@beta", "beta").await;
                let c = node(&world, &net, &ours, "c@gamma", "beta").await;
                for caller in [&b, &c] {
                    let came = if caller.connect("a@alpha").await.is_ok() { "connected" } else { "refused" };
                    world.say("alpha", format!("{} with papers for beta: {came}", caller.name().text()));
                }
                let of_a: Vec<_> = a.list().iter().map(|node| node.text()).collect();
                world.say("alpha", format!("a knows: {}", of_a.join(" ")));
            }));
            let expected = [
                "b@beta with papers for beta: connected",
                "c@gamma with papers for beta: refused",
                "a knows: b@beta",
            ];
            t.expect("transcript", &expected);
        });
    }
}
