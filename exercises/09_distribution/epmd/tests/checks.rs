//! Checks of `epmd`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use epmd::{Answer, Entry, Frames, Kind, MAX_REQUEST, Names, PATIENCE, Request, Server};
use harness::{Net, Rng, Run, World, check, seeds, sim};
use network::{Network, Stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::{sleep, timeout};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Where the server of a check listens, on the host `here`.
const PORT: u16 = 4369;

/// A server on the host `here`, and what is said to it from the host `there`.
fn main<F, Fut>(seed: u64, body: F) -> Run
where
    F: FnOnce(Talk) -> Fut + 'static,
    Fut: Future<Output = ()> + 'static,
{
    sim(seed, move |world| async move {
        let net = Net::new(&world);
        let (here, there) = (net.host("here"), net.host("there"));
        let started = Server::start(&here, "here", PORT, 7, &world.spawner()).await;
        let _server = started.expect("the port is free");
        body(Talk { world, net, there }).await;
    })
}

/// One conversation with the server, byte by byte, as the script has it.
#[derive(Clone)]
struct Talk {
    world: World,
    net: Net,
    there: Arc<dyn Network>,
}

impl Talk {
    fn line(&self, line: impl Into<String>) {
        self.world.say("there", line);
    }

    async fn say(&self, bytes: &[u8]) -> Stream {
        let mut stream = self.there.connect("here", PORT).await.expect("the server listens");
        stream.write_all(bytes).await.expect("the server takes it");
        stream
    }

    async fn ask(&self, request: &[u8]) -> String {
        all(self.say(&frame(request)).await).await
    }

    async fn where_is(&self, name: &str) -> String {
        self.ask(&[b"z", name.as_bytes()].concat()).await
    }

    /// The lines of the list of names.
    async fn listed(&self) -> Vec<String> {
        let mut bytes = Vec::new();
        let mut stream = self.say(&frame(b"n")).await;
        stream.read_to_end(&mut bytes).await.expect("an answer, then the end");
        String::from_utf8_lossy(&bytes[4..]).lines().map(str::to_owned).collect()
    }
}

fn frame(request: &[u8]) -> Vec<u8> {
    let length = u16::try_from(request.len()).expect("a short request");
    [&length.to_be_bytes(), request].concat()
}

/// ALIVE2_REQ: port, kind, protocol, highest and lowest version, name, extra.
fn alive(name: &str, port: u16, version: u16) -> Vec<u8> {
    let length = u16::try_from(name.len()).expect("a short name");
    let mut bytes = vec![120];
    bytes.extend(port.to_be_bytes());
    bytes.extend([b'M', 0]);
    for number in [version, 5, length] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.extend(name.as_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn text(bytes: &[u8]) -> String {
    bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(" ")
}

/// The first two bytes of an answer.
async fn start(stream: &mut Stream) -> String {
    let mut head = [0; 2];
    match timeout(Duration::from_secs(60), stream.read_exact(&mut head)).await {
        Ok(Ok(_)) => text(&head),
        Ok(Err(_)) => "hung up".to_owned(),
        Err(_) => "no answer".to_owned(),
    }
}

/// All that comes until the other side hangs up.
async fn all(mut stream: Stream) -> String {
    let mut bytes = Vec::new();
    match timeout(Duration::from_secs(60), stream.read_to_end(&mut bytes)).await {
        Ok(_) if bytes.is_empty() => "hung up".to_owned(),
        Ok(_) => text(&bytes),
        Err(_) => "no end".to_owned(),
    }
}

mod predict {
    use super::*;
    use epmd::predict::{CONNECTION_WITHOUT_EPMD, CREATION_OF_THE_NEXT_LIFE, NAME_AFTER_A_CRASH};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_directory", |t| {
            let ours = [NAME_AFTER_A_CRASH, CREATION_OF_THE_NEXT_LIFE, CONNECTION_WITHOUT_EPMD];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let free = BEAM.contains("two is killed\nthe name two: 119 1");
            let same = BEAM.contains("two is back, with the same creation: true");
            let up = BEAM.contains("the port mapper ends\none sees [:\"two@127.0.0.1\"]\none calls two: 3");
            t.expect(
                "beam.out",
                &[
                    if free { "at once" } else { "never" },
                    if same { "same" } else { "different" },
                    if up { "up" } else { "down" },
                ],
            );
        });
    }
}

mod frame {
    use super::*;

    fn shown(frames: &mut Frames) -> String {
        match frames.take() {
            Ok(Some(request)) => format!("[{}]", text(&request)),
            Ok(None) => "nothing yet".to_owned(),
            Err(malformed) => malformed.to_string(),
        }
    }

    #[test]
    fn a_request_is_given_out_when_all_of_it_is_there() {
        check("one_read_one_request", |t| {
            let mut frames = Frames::default();
            for piece in [&[][..], &[0], &[3], &[1, 2], &[3]] {
                frames.arrived(piece);
                t.line(format!("[{}] arrives: {}", text(piece), shown(&mut frames)));
            }
            t.line(format!("and then: {}", shown(&mut frames)));
            t.expect(
                "transcript",
                &[
                    "[] arrives: nothing yet",
                    "[0] arrives: nothing yet",
                    "[3] arrives: nothing yet",
                    "[1 2] arrives: nothing yet",
                    "[3] arrives: [1 2 3]",
                    "and then: nothing yet",
                ],
            );
        });
    }

    #[test]
    fn what_arrives_together_is_taken_one_by_one() {
        check("rest_thrown_away", |t| {
            let mut frames = Frames::default();
            frames.arrived(&[0, 1, 7, 0, 0, 0, 2, 8]);
            for _ in 0..3 {
                t.line(shown(&mut frames));
            }
            frames.arrived(&[9]);
            t.line(shown(&mut frames));
            t.expect("transcript", &["[7]", "[]", "nothing yet", "[8 9]"]);
        });
    }

    #[test]
    fn however_the_bytes_are_cut_the_requests_are_the_same() {
        check("one_read_one_request", |t| {
            let requests: Vec<Vec<u8>> = (0..20_u8).map(|n| vec![n; usize::from(n) * 17]).collect();
            let bytes: Vec<u8> = requests.iter().flat_map(|request| super::frame(request)).collect();
            for seed in seeds(50) {
                let (mut rng, mut frames, mut left, mut taken) =
                    (Rng::new(seed), Frames::default(), &bytes[..], Vec::new());
                while !left.is_empty() {
                    let (piece, rest) = left.split_at(1 + rng.below(left.len().min(400)));
                    frames.arrived(piece);
                    left = rest;
                    while let Ok(Some(request)) = frames.take() {
                        taken.push(request);
                    }
                }
                t.line(format!("seed {seed}: {}", if taken == requests { "the same" } else { "others" }));
            }
            t.expect(
                "transcript",
                &seeds(50).map(|seed| format!("seed {seed}: the same")).collect::<Vec<_>>(),
            );
        });
    }

    #[test]
    fn nobody_waits_for_a_request_that_is_too_long() {
        check("waits_for_what_it_refuses", |t| {
            for length in [MAX_REQUEST, MAX_REQUEST + 1, 65_535] {
                let mut frames = Frames::default();
                frames.arrived(&u16::try_from(length).expect("two bytes").to_be_bytes());
                t.line(format!("{length} bytes are announced: {}", shown(&mut frames)));
            }
            t.expect(
                "transcript",
                &[
                    "1024 bytes are announced: nothing yet",
                    "1025 bytes are announced: more bytes than expected",
                    "65535 bytes are announced: more bytes than expected",
                ],
            );
        });
    }
}

mod entry {
    use super::*;

    #[test]
    fn an_entry_lies_on_the_wire_as_the_beam_has_it() {
        check("fields_out_of_order", |t| {
            for (name, port) in [("a", 4711), ("b", 4712)] {
                let entry = Entry { lowest: 5, ..Entry::visible(name, port) };
                let bytes = Request::Alive(entry).encode();
                t.line(format!("{name}: 119 0 {}", text(bytes.get(3..).unwrap_or_default())));
            }
            let said = |start: &str| BEAM.lines().find(|line| line.starts_with(start)).unwrap_or_default();
            t.expect("beam.out", &[said("a: 119 0"), said("b: 119 0")]);
        });
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        check("fields_out_of_order", |t| {
            let bytes = [120, 18, 103, 72, 0, 1, 2, 0, 5, 0, 4, 0xd0, 0xb0, 0xd0, 0xb1, 0, 2, 8, 9];
            let read = Request::decode(&bytes);
            let Ok(Request::Alive(entry)) = &read else { panic!("an entry of a hidden node, not {read:?}") };
            t.line(format!("{:?} {} at {}", entry.kind, entry.name, entry.port));
            t.line(format!("versions {} to {}, extra [{}]", entry.lowest, entry.highest, text(&entry.extra)));
            t.line(format!("written again: {}", text(&Request::Alive(entry.clone()).encode())));
            let written = format!("written again: 0 19 {}", text(&bytes));
            let expected = ["Hidden аб at 4711", "versions 5 to 258, extra [8 9]", &written];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn nothing_is_left_over_and_a_name_is_a_name() {
        check("takes_anything", |t| {
            let good = alive("a", 4711, 6);
            let with = |at: usize, byte: u8| {
                let mut bytes = good.clone();
                bytes[at] = byte;
                bytes
            };
            let cases = [
                ("as it should be", good.clone()),
                ("a byte too many", [&good[..], &[0]].concat()),
                ("a kind that is none", with(3, b'X')),
                ("a line break for a name", with(11, b'\n')),
                ("no text for a name", with(11, 0xff)),
                ("no name", alive("", 4711, 6)),
            ];
            for (what, bytes) in cases {
                let read = Request::decode(&bytes).map_or_else(|no| no.to_string(), |_| "read".to_owned());
                t.line(format!("{what}: {read}"));
            }
            t.expect(
                "transcript",
                &[
                    "as it should be: read",
                    "a byte too many: more bytes than expected",
                    "a kind that is none: expected the kind 77 or 72, got 88",
                    "a line break for a name: a name that no node can have",
                    "no text for a name: a name that no node can have",
                    "no name: a name that no node can have",
                ],
            );
        });
    }
}

mod register {
    use super::*;

    #[test]
    fn whoever_comes_in_however_many_pieces_gets_the_name() {
        check("taken_name_given_away", |t| {
            t.run(main(1, |talk| async move {
                let mut a = talk.say(&super::frame(&alive("a", 4711, 6))).await;
                talk.line(format!("a, in one piece: {}", start(&mut a).await));
                let mut b = talk.say(&[]).await;
                for byte in super::frame(&alive("b", 4712, 6)) {
                    b.write_all(&[byte]).await.expect("the server takes it");
                    sleep(Duration::from_millis(20)).await;
                }
                talk.line(format!("b, byte by byte: {}", start(&mut b).await));
            }));
            t.beam_section(BEAM, "frame");
        });
    }

    #[test]
    fn the_second_who_wants_a_name_is_refused() {
        check("taken_name_given_away", |t| {
            t.run(main(1, |talk| async move {
                let _a = talk.say(&super::frame(&alive("a", 4711, 6))).await;
                let mut again = talk.say(&super::frame(&alive("a", 9999, 6))).await;
                talk.line(format!("a, from elsewhere: {}", start(&mut again).await));
                let mut old = talk.say(&super::frame(&alive("old", 4713, 5))).await;
                talk.line(format!("old, of version 5: {}", start(&mut old).await));
                let creation = old.read_u16().await.expect("two bytes");
                talk.line(format!("its creation is from 1 to 3: {}", (1..=3).contains(&creation)));
            }));
            t.beam_section(BEAM, "register");
        });
    }

    #[test]
    fn whoever_is_refused_changes_nothing() {
        check("refused_but_entered", |t| {
            let mut names = Names::new(0);
            let mut ask = |by, request| names.ask(by, request, PORT);
            for (by, port) in [(1, 4711), (2, 9999)] {
                let answer = ask(by, Request::Alive(Entry::visible("a", port)));
                let refused = matches!(answer, Answer::Taken { .. });
                t.line(format!("{port}: {}", if refused { "refused" } else { "registered" }));
            }
            let Answer::Names { nodes, .. } = ask(3, Request::Names) else { panic!("names are answered") };
            t.line(format!("{nodes:?}"));
            t.expect("transcript", &["4711: registered", "9999: refused", "[(\"a\", 4711)]"]);
        });
    }

    #[test]
    fn no_two_lives_have_the_same_creation() {
        check("same_creation", |t| {
            for last in [0, 41, u32::MAX - 1] {
                let mut names = Names::new(last);
                let creations = (0..4).map(|by| {
                    let request = Request::Alive(Entry::visible(&format!("node{by}"), 4711));
                    match names.ask(by, request, PORT) {
                        Answer::Registered { creation, extended: true } => creation.to_string(),
                        other => format!("{other:?}"),
                    }
                });
                t.line(creations.collect::<Vec<_>>().join(" "));
            }
            t.expect("transcript", &["4 5 6 7", "42 43 44 45", "4294967295 4 5 6"]);
        });
    }
}

mod port_please {
    use super::*;

    #[test]
    fn whoever_asks_is_told_where_the_node_is_or_that_there_is_none() {
        check("answer_is_not_what_is_known", |t| {
            t.run(main(1, |talk| async move {
                let mut nodes = Vec::new();
                for (name, port, version) in [("a", 4711, 6), ("b", 4712, 6), ("old", 4713, 5)] {
                    let mut node = talk.say(&super::frame(&alive(name, port, version))).await;
                    start(&mut node).await;
                    nodes.push(node);
                }
                for name in ["a", "nobody"] {
                    talk.line(format!("{name}: {}", talk.where_is(name).await));
                }
                for line in talk.listed().await {
                    talk.line(line);
                }
            }));
            // Asking ends a connection too.
            t.suspect_if(t.lines().len() == 2, "takes_others_along");
            t.beam_section(BEAM, "port_please");
        });
    }

    #[test]
    fn the_answer_says_all_that_the_node_has_said() {
        check("answer_is_not_what_is_known", |t| {
            let entries = [Entry::visible("a", 4711), Entry::hidden("h", 4712)];
            for mut entry in entries {
                entry.extra = vec![1, 2];
                let mut names = Names::new(0);
                let _ = names.ask(1, Request::Alive(entry.clone()), PORT);
                let answer = names.ask(2, Request::PortPlease(entry.name.clone()), PORT);
                let same = answer == Answer::Found(entry.clone());
                t.line(format!("{}: {}", entry.name, if same { "its own entry" } else { "another" }));
                let bytes = Answer::Found(entry.clone()).encode();
                let tail = Request::Alive(entry.clone()).encode()[3..].to_vec();
                t.line(format!("{} on the wire: {}", entry.name, bytes == [&[119, 0], &tail[..]].concat()));
                assert!(matches!(entry.kind, Kind::Visible | Kind::Hidden));
            }
            let expected =
                ["a: its own entry", "a on the wire: true", "h: its own entry", "h on the wire: true"];
            t.expect("transcript", &expected);
        });
    }
}

mod gone {
    use super::*;

    #[test]
    fn a_name_goes_with_its_connection() {
        check("name_outlives_its_node", |t| {
            t.run(main(1, |talk| async move {
                let mut b = talk.say(&super::frame(&alive("b", 4712, 6))).await;
                start(&mut b).await;
                let mut a = talk.say(&super::frame(&alive("a", 4711, 6))).await;
                start(&mut a).await;
                let first = a.read_u32().await.expect("four bytes");
                drop(a);
                sleep(Duration::from_millis(50)).await;
                talk.line(format!("a has hung up: {}", talk.where_is("a").await));
                let mut a = talk.say(&super::frame(&alive("a", 9999, 6))).await;
                talk.line(format!("a, from elsewhere: {}", start(&mut a).await));
                let creation = a.read_u32().await.unwrap_or(first);
                talk.line(format!("with the creation it had before: {}", creation == first));
                talk.line(format!("b: {}", talk.where_is("b").await));
            }));
            let b_is_gone = t.lines().last().is_some_and(|line| line == "b: 119 1");
            t.suspect_if(b_is_gone, "takes_others_along");
            t.beam_section(BEAM, "gone");
        });
    }

    #[test]
    fn a_crash_frees_the_name_and_a_cut_does_not() {
        check("name_outlives_its_node", |t| {
            t.run(main(1, |talk| async move {
                let far = talk.net.host("far");
                let mut c = far.connect("here", PORT).await.expect("the server listens");
                c.write_all(&super::frame(&alive("c", 4714, 6))).await.expect("the server takes it");
                start(&mut c).await;
                talk.net.cut(&["far"], &["here"]);
                sleep(Duration::from_secs(3600)).await;
                talk.line(format!("an hour without a cable, c: {}", talk.listed().await.join(", ")));
                talk.net.heal();
                talk.net.crash("far");
                sleep(Duration::from_millis(50)).await;
                talk.line(format!("its host has crashed, c: {}", talk.where_is("c").await));
            }));
            t.expect(
                "transcript",
                &[
                    "cut far | here",
                    "an hour without a cable, c: name c at port 4714",
                    "heal",
                    "crash far",
                    "its host has crashed, c: 119 1",
                ],
            );
        });
    }

    #[test]
    fn whoever_was_refused_takes_nobody_along() {
        check("takes_others_along", |t| {
            t.run(main(1, |talk| async move {
                let mut a = talk.say(&super::frame(&alive("a", 4711, 6))).await;
                start(&mut a).await;
                let mut refused = talk.say(&super::frame(&alive("a", 9999, 6))).await;
                start(&mut refused).await;
                drop(refused);
                talk.where_is("a").await;
                sleep(Duration::from_millis(50)).await;
                talk.line(format!("still there: {}", talk.listed().await.join(", ")));
            }));
            t.expect("transcript", &["still there: name a at port 4711"]);
        });
    }
}

mod hostile {
    use super::*;

    #[test]
    fn a_lie_about_a_length_is_the_end_of_one_connection() {
        check("trusts_a_length", |t| {
            t.suspect("trusts_a_length"); // named twice: it speaks even where the code panics
            t.run(main(1, |talk| async move {
                let _b = talk.say(&super::frame(&alive("b", 4712, 6))).await;
                let mut half_open = Vec::new();
                for _ in 0..50 {
                    half_open.push(talk.say(&[0]).await);
                }
                talk.line(format!("no request: {}", talk.ask(&[1, 2, 3]).await));
                let lie = [120, 0, 0, b'M', 0, 0, 6, 0, 5, 1, 244, b'c'];
                talk.line(format!("a name of 500 bytes, it claims: {}", talk.ask(&lie).await));
                let long = all(talk.say(&[255, 255, 110]).await).await;
                talk.line(format!("a request of 65535 bytes, it claims: {long}"));
                talk.line(format!("b, still: {}", talk.where_is("b").await));
            }));
            t.beam_section(BEAM, "hostile");
        });
    }

    #[test]
    fn whatever_is_sent_the_names_are_those_of_before() {
        check("trusts_a_length", |t| {
            t.suspect("trusts_a_length");
            for seed in seeds(100) {
                t.run(main(seed, move |talk| async move {
                    let mut a = talk.say(&super::frame(&alive("a", 4711, 6))).await;
                    start(&mut a).await;
                    let mut rng = Rng::new(seed);
                    for _ in 0..20 {
                        let stream = talk.say(&garbage(&mut rng)).await;
                        if rng.below(2) == 0 {
                            timeout(Duration::from_secs(60), all(stream)).await.expect("it is hung up on");
                        }
                    }
                    sleep(Duration::from_secs(60)).await;
                    if talk.listed().await != ["name a at port 4711"] {
                        talk.line(format!("seed {seed}: {:?}", talk.listed().await));
                    }
                }));
            }
            t.expect::<&str>("transcript", &[]);
        });
    }

    /// A request with some bytes changed, added or missing; or no request at all.
    fn garbage(rng: &mut Rng) -> Vec<u8> {
        let request = [alive("zz", 1, 6), b"za".to_vec(), b"n".to_vec(), vec![7; rng.below(2000)]];
        let mut bytes = super::frame(&request[rng.below(4)]);
        for _ in 0..=rng.below(3) {
            let at = rng.below(bytes.len());
            bytes[at] = (rng.next_u64() % 256) as u8;
        }
        bytes.truncate(1 + rng.below(bytes.len() + 5));
        bytes
    }

    #[test]
    fn whoever_says_nothing_is_hung_up_on() {
        check("waits_for_ever", |t| {
            t.run(main(1, |talk| async move {
                let mut silent = talk.say(&super::frame(&alive("c", 4714, 6))[..9]).await;
                let mut byte = [0];
                for (when, limit) in [("soon", PATIENCE / 2), ("later", PATIENCE)] {
                    let end = timeout(limit, silent.read(&mut byte)).await.is_ok();
                    talk.line(format!("{when}: {}", if end { "hung up" } else { "open" }));
                }
                let mut node = talk.say(&super::frame(&alive("c", 4714, 6))).await;
                start(&mut node).await;
                sleep(PATIENCE * 10).await;
                talk.line(format!("a node, long after: {}", talk.listed().await.join(", ")));
            }));
            t.expect(
                "transcript",
                &["soon: open", "later: hung up", "a node, long after: name c at port 4714"],
            );
        });
    }
}
