//! Checks of `node`. Each step is a module, each claim a test.

use std::sync::Arc;
use std::time::Duration;

use harness::{Net, Run, World, check, seeds, sim};
use node::control::Control;
use node::{CallError, GenMessage, Node, NodeDown, Options};
use process::{Config, Context, Down, Exit, ExitReason, Pid, System, TrapExit};
use term::{Atom, Reference, Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// More than any of these conversations takes, unless something hangs.
const LONG: Duration = Duration::from_secs(600);

fn own() -> etf::Node {
    etf::Node { name: Atom::new("x@a"), creation: 7 }
}

fn here() -> Pid {
    Pid::of_node(0, 90, 0)
}

fn there() -> Pid {
    Pid::of_node(etf::Node { name: Atom::new("y@b"), creation: 3 }.number(own()), 91, 0)
}

fn their_reference(n: u32) -> Reference {
    Reference::of_node(there().node(), &[n, 0, 0]).expect("three words")
}

/// A message that is carried behind its control term, and needs nothing of the step `control`.
fn late_news(message: Term) -> Control {
    Control::AliasSend { from: here(), alias: their_reference(5), message }
}

mod predict {
    use super::*;
    use node::predict::{A_HEARS, B_HEARS, THE_COUNTER_SAYS};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_one_world", |t| {
            let ours = [A_HEARS, THE_COUNTER_SAYS, B_HEARS];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let silence = BEAM.contains("b is silent; a hears nodedown: net_tick_timeout");
            let counts_on = BEAM.contains("connected again; the counter says 2");
            let both = BEAM.contains("b has heard nodedown");
            t.expect(
                "beam.out",
                &[
                    if silence { "after a silence" } else { "never" },
                    if counts_on { "2" } else { "noproc" },
                    if both { "yes" } else { "no" },
                ],
            );
        });
    }
}

mod frame {
    use super::*;
    use node::frames::{self, Frames};

    #[test]
    fn each_message_has_its_own_length_in_front() {
        check("length_not_filled_in", |t| {
            let mut bytes = vec![0; 4]; // a tick that is not sent yet
            let mut ends = vec![bytes.len()];
            for message in [term!(:short), term!({:longer, [1, 2, 3]})] {
                frames::write(&mut bytes, late_news(message), own());
                ends.push(bytes.len());
            }
            frames::write(&mut bytes, Control::Link { from: here(), to: there() }, own());
            ends.push(bytes.len());
            for ends in ends.windows(2) {
                let frame = &bytes[ends[0]..ends[1]];
                let Some((length, rest)) = frame.split_first_chunk::<4>() else {
                    panic!("no length in front")
                };
                let says = u32::from_be_bytes(*length) as usize;
                t.line(format!(
                    "it says {}",
                    if says == rest.len() { "its length" } else { "another length" }
                ));
                let head: Vec<String> = rest.iter().take(2).map(u8::to_string).collect();
                t.line(format!("then {}", head.join(" ")));
                let terms = etf::decode_part(&rest[2.min(rest.len())..], own(), etf::Limits::default());
                t.line(if terms.is_ok() { "and no second version" } else { "and a term" });
            }
            let of_one = ["it says its length", "then 112 131", "and a term"];
            t.expect("transcript", &[of_one, of_one, of_one].concat());
        });
    }

    #[test]
    fn however_the_bytes_are_cut_the_messages_are_the_same() {
        check("length_not_filled_in", |t| {
            let mut wire = Vec::new();
            for n in 0..3 {
                frames::write(&mut wire, late_news(term!({:news, (n)})), own());
                wire.extend([0; 4]); // a tick
            }
            let mut same = 0;
            for cut in 1..=wire.len() {
                let (mut frames, mut heard) = (Frames::default(), Vec::new());
                for piece in wire.chunks(cut) {
                    frames.bytes.extend(piece);
                    while let Some(frame) = frames.next(1 << 20).expect("none is too long") {
                        heard.extend(frames::read(frame, own(), etf::Limits::default()).expect("a message"));
                    }
                    frames.forget();
                }
                same += usize::from(heard == [0, 1, 2].map(|n| late_news(term!({:news, (n)}))));
            }
            t.line(format!("{} of {} cuts bring other messages", wire.len() - same, wire.len()));
            t.expect("transcript", &[format!("0 of {} cuts bring other messages", wire.len())]);
        });
    }

    #[test]
    fn a_length_beyond_the_limit_is_refused_at_once() {
        check("limit_not_asked", |t| {
            for length in [1000_u32, 1001, u32::MAX] {
                let mut frames = Frames::default();
                frames.bytes.extend(length.to_be_bytes());
                let next = match frames.next(1000) {
                    Ok(None) => "wait for the rest".to_owned(),
                    Ok(Some(frame)) => format!("a message of {} bytes", frame.len()),
                    Err(no) => no.to_string(),
                };
                t.line(format!("{length} bytes are announced: {next}"));
            }
            t.expect(
                "transcript",
                &[
                    "1000 bytes are announced: wait for the rest",
                    "1001 bytes are announced: a message of 1001 bytes; at most 1000 are taken",
                    "4294967295 bytes are announced: a message of 4294967295 bytes; at most 1000 are taken",
                ],
            );
        });
    }
}

mod control {
    use super::*;

    fn send() -> Control {
        Control::Send { to: there(), message: term!(:hello) }
    }

    fn reg_send() -> Control {
        Control::RegSend { from: here(), name: Atom::new("kv"), message: term!({:get, "k"}) }
    }

    /// A term with names in place of pids.
    fn shown(term: &Term) -> String {
        let parts = term.as_tuple().unwrap_or_default().iter().map(|part| match part {
            Term::Pid(pid) if *pid == here() => "from".to_owned(),
            Term::Pid(_) => "to".to_owned(),
            other => other.to_string(),
        });
        format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn a_message_for_a_pid_and_one_for_a_name() {
        check("fields_out_of_place", |t| {
            for control in [send(), reg_send()] {
                let (control, payload) = control.into_terms();
                let payload = payload.map_or("nothing".to_owned(), |payload| payload.to_string());
                t.line(format!("{}, and behind it {payload}", shown(&control)));
            }
            t.expect(
                "transcript",
                &[
                    "{2, :\"\", to}, and behind it :hello",
                    "{6, from, :\"\", :kv}, and behind it {:get, \"k\"}",
                ],
            );
        });
    }

    #[test]
    fn what_is_written_is_read_and_nonsense_is_nothing() {
        check("fields_out_of_place", |t| {
            for control in [send(), reg_send()] {
                let (term, payload) = control.clone().into_terms();
                let same = Control::of_terms(&term, payload) == Some(control.clone());
                t.line(format!("{}: {}", shown(&term), if same { "the same" } else { "something else" }));
                let read = Control::of_terms(&term, None);
                t.line(format!(
                    "without what it carries: {}",
                    if read.is_none() { "nothing" } else { "read" }
                ));
            }
            let to = Term::Pid(there());
            let nonsense = [
                term!({2, :nobody, :nobody}),
                term!({ 2 }),
                term!({6, (to), :unused, "kv"}),
                term!({:two, 1}),
            ];
            for term in nonsense {
                let read = Control::of_terms(&term, Some(term!(:hello)));
                t.line(format!("{}: {}", shown(&term), if read.is_none() { "nothing" } else { "read" }));
            }
            t.expect(
                "transcript",
                &[
                    "{2, :\"\", to}: the same",
                    "without what it carries: nothing",
                    "{6, from, :\"\", :kv}: the same",
                    "without what it carries: nothing",
                    "{2, :nobody, :nobody}: nothing",
                    "{2}: nothing",
                    "{6, to, :unused, \"kv\"}: nothing",
                    "{:two, 1}: nothing",
                ],
            );
        });
    }
}

mod tick {
    use super::*;
    use node::ticks::{Tick, Ticker};

    fn shown(tick: Tick) -> &'static str {
        match tick {
            Tick::Nothing => "nothing",
            Tick::Send => "tick",
            Tick::Dead => "dead",
        }
    }

    #[test]
    fn whoever_is_quiet_ticks_and_whoever_talks_does_not() {
        check("never_ticks", |t| {
            let mut ticker = Ticker::default();
            for (read, written) in [(1, 3), (2, 3), (3, 3), (4, 4), (5, 4)] {
                let tick = shown(ticker.step(read, written));
                t.line(format!("{written} written so far: {tick}"));
            }
            t.expect(
                "transcript",
                &[
                    "3 written so far: nothing",
                    "3 written so far: tick",
                    "3 written so far: tick",
                    "4 written so far: nothing",
                    "4 written so far: tick",
                ],
            );
        });
    }

    #[test]
    fn a_silence_of_four_intervals_is_the_end_and_a_sign_of_life_begins_anew() {
        check("silence_never_ends", |t| {
            let mut ticker = Ticker::default();
            let read = [1, 1, 1, 1, 2, 2, 2, 2, 2];
            for (read, written) in read.into_iter().zip(1..) {
                let tick = ticker.step(read, written);
                t.suspect_if(tick == Tick::Send, "never_ticks");
                t.line(format!("{read} read so far: {}", if tick == Tick::Dead { "dead" } else { "alive" }));
            }
            t.suspect("silence_never_ends");
            let alive =
                ["1", "1", "1", "1", "2", "2", "2", "2"].map(|read| format!("{read} read so far: alive"));
            t.expect("transcript", &[&alive[..], &["2 read so far: dead".to_owned()]].concat());
        });
    }
}

mod generation {
    use super::*;
    use node::peers::{Action, Event, Peers};

    fn shown(actions: &[Action]) -> String {
        let words = actions.iter().map(|action| match action {
            Action::Dial { generation, .. } => format!("dial {generation}"),
            Action::Up { generation, .. } => format!("up {generation}"),
            Action::Down { generation, .. } => format!("down {generation}"),
            Action::Close { generation } => format!("close {generation}"),
            Action::GiveUp { .. } => "give up".to_owned(),
        });
        let words: Vec<_> = words.collect();
        if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
    }

    fn peer() -> Atom {
        Atom::new("y@b")
    }

    /// `peers`, with connection 1 up.
    fn connected() -> Peers {
        let mut peers = Peers::default();
        let _ = peers.step(Event::Wanted { peer: peer() });
        let _ = peers.step(Event::Done { peer: peer(), generation: 1 });
        peers
    }

    #[test]
    fn a_late_end_of_the_first_connection_leaves_the_second_alone() {
        check("old_news_believed", |t| {
            let (mut peers, peer) = (connected(), peer());
            let call = peers.generation();
            let _ = peers.judge(peer, call);
            t.line(format!("the peer says that 1 is dead: {}", shown(&peers.step(Event::DropOld { peer }))));
            t.line(format!("2 is done: {}", shown(&peers.step(Event::Done { peer, generation: 2 }))));
            t.line(format!("1 ends: {}", shown(&peers.step(Event::Lost { peer, generation: 1 }))));
            t.line(format!("current: {:?}", peers.up(peer)));
            t.line(format!("2 ends: {}", shown(&peers.step(Event::Lost { peer, generation: 2 }))));
            t.line(format!("2 ends once more: {}", shown(&peers.step(Event::Lost { peer, generation: 2 }))));
            t.expect(
                "transcript",
                &[
                    "the peer says that 1 is dead: close 1, down 1",
                    "2 is done: up 2",
                    "1 ends: nothing",
                    "current: Some(2)",
                    "2 ends: down 2",
                    "2 ends once more: nothing",
                ],
            );
        });
    }

    #[test]
    fn an_attempt_that_nobody_waits_for_is_closed() {
        check("old_news_believed", |t| {
            let (mut peers, peer) = (Peers::default(), peer());
            t.line(format!("wanted: {}", shown(&peers.step(Event::Wanted { peer }))));
            let call = peers.generation();
            let _ = peers.judge(peer, call);
            t.line(format!("the peer calls: {}", shown(&peers.step(Event::DropDialing { peer }))));
            t.line(format!(
                "1 is done all the same: {}",
                shown(&peers.step(Event::Done { peer, generation: 1 }))
            ));
            t.line(format!("2 is done: {}", shown(&peers.step(Event::Done { peer, generation: 2 }))));
            t.expect(
                "transcript",
                &[
                    "wanted: dial 1",
                    "the peer calls: close 1",
                    "1 is done all the same: close 1",
                    "2 is done: up 2",
                ],
            );
        });
    }

    #[test]
    fn a_new_connection_takes_the_place_of_the_old() {
        check("old_connection_stays", |t| {
            let (mut peers, peer) = (connected(), peer());
            let call = peers.generation();
            let _ = peers.judge(peer, call);
            t.line(format!("2 is done: {}", shown(&peers.step(Event::Done { peer, generation: 2 }))));
            t.line(format!("wanted: {}", shown(&peers.step(Event::Wanted { peer }))));
            t.expect("transcript", &["2 is done: close 1, down 1, up 2", "wanted: nothing"]);
        });
    }
}

/// A server on the BEAM's side of the checks: it counts, holds an answer back, and hands out a child.
async fn counter(node: Node, mut me: Context) {
    me.register("counter").expect("the name is free");
    let (mut n, mut late) = (0, None);
    loop {
        let message: Term = me.receive().await;
        let GenMessage::Call(asked, request) = GenMessage::of(message) else { continue };
        let answer = match request.as_atom().map_or("", |word| word.text()) {
            "later" => {
                late = Some(asked);
                continue;
            }
            "answer_late" => {
                if let Some(late) = late.take() {
                    node.answer(&me, &late, term!(:too_late));
                }
                term!(:done)
            }
            "child" => Term::Pid(me.spawn(|mut me| async move {
                let _ = me.register("child");
                me.receive::<()>().await;
            })),
            _ => {
                n += 1;
                Term::Int(n)
            }
        };
        node.answer(&me, &asked, answer);
    }
}

#[derive(Clone)]
struct Both {
    world: World,
    net: Net,
    x: Node,
    y: Node,
}

impl Both {
    fn line(&self, line: impl Into<String>) {
        self.world.say("test@x", line);
    }
}

async fn start(world: &World, net: &Net, name: &str) -> Node {
    let seed = world.choose(1 << 30) as u64;
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        seed,
    });
    let host = name.split('@').nth(1).expect("a host");
    let options = Options::new(name, "secret").on(net.host(host), &system);
    let options = Options { log: Arc::new(|_| {}), ..options };
    Node::start(&system, options).await.expect("a free name")
}

/// Two nodes, `x@a` and `y@b`, connected; a counter on `y`, and a process of `x` that does what the check says.
fn nodes<F, Fut>(seed: u64, script: F) -> Run
where
    F: FnOnce(Both, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(seed, move |world| async move {
        let net = Net::new(&world);
        let (x, y) = (start(&world, &net, "x@a").await, start(&world, &net, "y@b").await);
        let node = y.clone();
        y.system().spawn(move |me| counter(node, me));
        x.connect("y@b").await.expect("y runs, with the same cookie");
        let both = Both { world: world.clone(), net, x: x.clone(), y };
        let test = x.system().spawn(move |me| async move {
            me.register("test").expect("the name is free");
            script(both, me).await;
        });
        assert_eq!(x.system().join(test).await, ExitReason::Normal);
    })
}

async fn ask(both: &Both, me: &mut Context, request: Term) -> Result<Term, CallError> {
    both.x.call(me, ("counter", "y@b"), request, Duration::from_secs(5)).await
}

/// The same without the step `call`: a request of its own, with a bare tag.
async fn child(both: &Both, me: &mut Context) -> Pid {
    let from = Term::tuple([Term::Pid(me.pid()), term!(:tag)]);
    let request = Term::tuple([Term::Atom(Atom::new("$gen_call")), from, term!(:child)]);
    both.x.send(me, ("counter", "y@b"), request);
    both.world.settle().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    both.y.system().whereis("child").expect("the counter has started it")
}

mod noconnection {
    use super::*;
    use node::ties::{Ties, Watched};
    use process::Signal;

    fn shown(signal: &Signal) -> String {
        match signal {
            Signal::LinkExit { from, to, reason } if (*from, *to) == (there(), here()) => {
                format!("exit signal: {reason}")
            }
            Signal::Down { to, reason, .. } if *to == here() => format!("DOWN: {reason}"),
            Signal::Demonitor { .. } => "nobody over there watches ours any more".to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn everybody_who_was_tied_hears_it_once() {
        check("link_forgotten", |t| {
            let system = System::new(Config::default());
            let mut ties = Ties::default();
            ties.linked(here(), there());
            ties.watches(here(), system.make_ref());
            let watched =
                Watched { reference: their_reference(1), process: here(), name: None, last_words: None };
            ties.is_watched(system.make_ref(), watched);
            let mut lines: Vec<String> = ties.lost().iter().map(shown).collect();
            lines.sort();
            t.suspect_if(!lines.iter().any(|line| line.starts_with("DOWN")), "monitor_stays_silent");
            t.suspect_if(!lines.iter().any(|line| line.starts_with("exit")), "link_forgotten");
            for line in lines {
                t.line(line);
            }
            t.line(format!("a second time: {}", ties.lost().len()));
            t.line(format!("known of their monitor: {}", ties.ours(&their_reference(1)).is_some()));
            t.expect(
                "transcript",
                &[
                    "DOWN: noconnection",
                    "exit signal: noconnection",
                    "nobody over there watches ours any more",
                    "a second time: 0",
                    "known of their monitor: false",
                ],
            );
        });
    }

    #[test]
    fn links_and_monitors_end_as_on_the_beam() {
        check("monitor_stays_silent", |t| {
            t.run(nodes(1, |both, mut me| async move {
                me.trap_exit(TrapExit::Yes);
                let nobody = both.x.monitor(&me, ("nobody", "y@b"));
                let nobody = down(&mut me, nobody).await;
                let counter = both.x.monitor(&me, ("counter", "y@b"));
                let child = child(&both, &mut me).await;
                let told: Term = me.receive().await;
                let Some(Term::Pid(seen)) = told.as_tuple().map(|parts| parts[1].clone()) else {
                    panic!("a pid")
                };
                me.link(seen);
                tokio::time::sleep(Duration::from_secs(1)).await;
                both.x.disconnect("y@b");
                let counter = down(&mut me, counter).await;
                let link = tokio::time::timeout(LONG, me.receive_if(|exit: &Exit| exit.from == seen)).await;
                let link = link.map_or("nothing".to_owned(), |exit| exit.reason.to_string());
                tokio::time::sleep(Duration::from_secs(1)).await;
                let child = if both.y.system().is_alive(child) { "alive" } else { "noproc" };
                both.line(format!("a monitor of nobody: {nobody}"));
                both.line(format!("the monitor of the counter: {counter}"));
                both.line(format!("the link: {link}"));
                both.line(format!("the child on b, linked with a process of a: {child}"));
            }));
            t.suspect_if(t.lines().iter().any(|line| line.contains("link: nothing")), "link_forgotten");
            let lines: Vec<&str> =
                BEAM.lines().skip_while(|line| *line != "-- ties").skip(1).take(4).collect();
            t.expect("beam.out", &lines);
        });
    }

    async fn down(me: &mut Context, reference: process::Ref) -> String {
        let down = me.receive_if(|down: &Down| down.reference == reference);
        tokio::time::timeout(LONG, down).await.map_or("nothing".to_owned(), |down| down.reason.to_string())
    }

    #[test]
    fn a_cut_is_heard_on_both_sides_and_kills_nobody() {
        check("monitor_stays_silent", |t| {
            t.run(nodes(1, |both, mut me| async move {
                let (ear, other, world) = (both.y.clone(), both.y.clone(), both.world.clone());
                both.y.system().spawn(move |mut me| async move {
                    me.register("ear").expect("the name is free");
                    ear.monitor_nodes(&me);
                    let down: NodeDown = me.receive().await;
                    world.say("ear@y", format!("y hears that {} is down", down.node.text()));
                });
                let counter = both.x.monitor(&me, ("counter", "y@b"));
                both.x.monitor_nodes(&me);
                tokio::time::sleep(Duration::from_secs(1)).await;
                both.net.cut(&["a"], &["b"]);
                let node: NodeDown = me.receive().await;
                both.line(format!("x hears that {} is down", node.node.text()));
                both.line(format!("the monitor of the counter: {}", down(&mut me, counter).await));
                let alive = other.system().whereis("counter").is_some();
                both.line(format!("the counter is {}", if alive { "alive" } else { "dead" }));
                tokio::time::sleep(LONG).await;
                both.net.heal();
                let again = both.x.connect("y@b").await.is_ok();
                both.line(format!("healed; connected again: {again}"));
            }));
            t.expect(
                "transcript",
                &[
                    "cut a | b",
                    "x hears that y@b is down",
                    "the monitor of the counter: noconnection",
                    "the counter is alive",
                    "y hears that x@a is down",
                    "heal",
                    "healed; connected again: true",
                ],
            );
        });
    }
}

mod call {
    use super::*;

    #[test]
    fn a_call_ends_with_an_answer_a_lost_connection_or_the_limit() {
        check("watches_nobody", |t| {
            t.run(nodes(1, |both, mut me| async move {
                let first = ask(&both, &mut me, term!(:next)).await;
                both.line(format!("the counter says {}", first.map_or("nothing".into(), |n| n.to_string())));
                let node = both.x.clone();
                let asks = me.spawn(move |mut me| async move {
                    let lost = node.call(&mut me, ("counter", "y@b"), term!(:later), LONG).await;
                    ExitReason::from(shown(&lost))
                });
                let _ = ask(&both, &mut me, term!(:next)).await;
                both.x.disconnect("y@b");
                both.line(format!("the connection is lost: {}", me.system().join(asks).await));
                let none = both.x.call(&mut me, ("nobody", "y@b"), term!(:next), LONG).await;
                both.line(format!("nobody has the name: {}", shown(&none)));
                let slow =
                    both.x.call(&mut me, ("counter", "y@b"), term!(:later), Duration::from_millis(50)).await;
                both.line(format!("no answer in time: {}", shown(&slow)));
            }));
            t.expect(
                "transcript",
                &[
                    "the counter says 1",
                    "the connection is lost: nodedown",
                    "nobody has the name: noproc",
                    "no answer in time: timeout",
                ],
            );
        });
    }

    /// In the words of OTP, which says `nodedown` where a call ends with `noconnection`.
    fn shown(answer: &Result<Term, CallError>) -> &'static str {
        match answer {
            Ok(_) => "an answer",
            Err(CallError::Timeout) => "timeout",
            Err(CallError::Down(ExitReason::NoConnection)) => "nodedown",
            Err(CallError::Down(ExitReason::NoProc)) => "noproc",
            Err(CallError::Down(_)) => "down",
        }
    }

    #[test]
    fn an_answer_that_is_too_late_reaches_nobody() {
        check("late_answer_arrives", |t| {
            for seed in seeds(10) {
                t.run(nodes(seed, |both, mut me| async move {
                    let slow = Duration::from_millis(50);
                    let slow = both.x.call(&mut me, ("counter", "y@b"), term!(:later), slow).await;
                    both.line(format!("no answer in time: {}", shown(&slow)));
                    let _ = ask(&both, &mut me, term!(:answer_late)).await;
                    let mut left = 0;
                    while me.receive_timeout::<Term>(Duration::from_secs(5)).await.is_some() {
                        left += 1;
                    }
                    both.line(format!("the late answer is sent; in the mailbox: {left}"));
                }));
            }
            let of_one =
                BEAM.lines().filter(|line| line.starts_with("no answer") || line.starts_with("the late"));
            let of_one: Vec<&str> = of_one.collect();
            t.suspect_if(t.lines().iter().any(|line| line.ends_with("time: an answer")), "watches_nobody");
            t.expect("beam.out", &of_one.repeat(seeds(10).count()));
        });
    }
}
