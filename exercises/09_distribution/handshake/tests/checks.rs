//! Checks of `handshake`. Each step is a module, each claim a test.

mod met;

use handshake::{Acceptor, Action, Fact, Identity, Initiator, Standing, digest, flags};
use harness::{Transcript, check};
use met::{OURS, answer, called, calls, challenge};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

/// The lines of one section.
fn section(name: &str) -> Vec<&'static str> {
    let head = format!("-- {name}");
    assert!(BEAM.lines().any(|line| line == head), "beam.out has no section `{name}`");
    let lines = BEAM.lines().skip_while(|line| *line != head);
    lines.skip(1).take_while(|line| !line.starts_with("-- ")).collect()
}

/// Compares with several sections, one after the other.
fn sections(t: &Transcript, names: &[&str]) {
    t.expect("beam.out", &names.iter().flat_map(|name| section(name)).collect::<Vec<_>>());
}

fn has(t: &Transcript, sign: &str) -> bool {
    t.lines().iter().any(|line| line.contains(sign))
}

mod predict {
    use super::*;
    use handshake::predict::{A_WRONG_COOKIE, OF_TWO_ATTEMPTS, THE_COOKIE_IS_SENT};

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_password", |t| {
            let ours = [THE_COOKIE_IS_SENT, A_WRONG_COOKIE, OF_TWO_ATTEMPTS];
            t.suspect_if(ours.contains(&""), "not_yet");
            ours.iter().for_each(|line| t.line(*line));
            let never = section("wire")[0].starts_with("frames with the cookie in them: 0 ");
            let closed = section("wrong cookie").contains(&"node: closes");
            let greater = section("at once, the node is the greater one").contains(&"node: status nok");
            let expected = [
                if never { "never" } else { "once" },
                if closed { "a closed connection" } else { "nothing" },
                if greater { "b" } else { "a" },
            ];
            t.expect("beam.out", &expected);
        });
    }
}

mod digest {
    use super::*;

    #[test]
    fn an_answer_is_made_of_the_cookie_and_the_digits_of_the_challenge() {
        check("digest_of_bytes", |t| {
            for (cookie, number) in [("secret", 0), ("secret", 17), ("other", 17), ("secret", u32::MAX)] {
                let hex: String = digest(cookie, number).iter().map(|byte| format!("{byte:02x}")).collect();
                t.line(format!("{cookie} {number}: {hex}"));
            }
            t.beam_section(BEAM, "digest");
        });
    }
}

mod acceptor {
    use super::*;

    #[test]
    fn whoever_knows_the_cookie_is_answered_and_believed() {
        check("wrong_challenge_answered", |t| {
            let mut node = called("a@h", Standing::Unknown);
            node.we("challenge and answer", answer("secret"));
            node.seen();
            node.tell(t);
            t.beam_section(BEAM, "right cookie");
        });
    }

    #[test]
    fn whoever_does_not_know_it_hears_that_the_connection_is_closed() {
        check("believes_without_proof", |t| {
            let mut node = called("a@h", Standing::Unknown);
            node.we("challenge and answer", answer("guess"));
            node.seen();
            node.tell(t);
            t.beam_section(BEAM, "wrong cookie");
        });
    }

    #[test]
    fn an_answer_that_was_overheard_opens_nothing() {
        check("believes_without_proof", |t| {
            let identity = Identity { name: "a@h".to_owned(), flags: flags::HIDDEN, creation: 1 };
            for number in [met::CHALLENGE, 99] {
                let mut b = Acceptor::new(identity.clone(), "secret", number);
                drop(b.step(Fact::Came(met::name(OURS))));
                drop(b.step(Fact::Judged(Standing::Unknown)));
                let done = b.step(Fact::Came(answer("secret")));
                let said = match &done[..] {
                    [Action::Send(_), Action::Done(peer)] => format!("connected with {}", peer.name),
                    [Action::Close(refusal)] => refusal.to_string(),
                    other => format!("{other:?}"),
                };
                t.line(format!("the answer to {} when {number} was asked: {said}", met::CHALLENGE));
            }
            t.expect(
                "transcript",
                &[
                    "the answer to 4711 when 4711 was asked: connected with m@h",
                    "the answer to 4711 when 99 was asked: the node m@h has another cookie",
                ],
            );
        });
    }
}

mod initiator {
    use super::*;

    #[test]
    fn both_sides_believe_each_other() {
        check("wrong_challenge_answered", |t| {
            t.run(met::two_processes());
            t.expect("transcript", &["connected with a@h", "connected with b@h"]);
            let mut node = calls(OURS);
            node.we("status ok", b"sok".to_vec());
            node.we("name and challenge", challenge(OURS));
            node.we("answer", met::ack("secret"));
            node.seen();
            node.connected();
            let mut beam = Transcript::default();
            node.tell(&mut beam);
            beam.beam_section(BEAM, "the node calls, right cookie");
        });
    }

    #[test]
    fn a_node_that_answers_wrongly_is_not_believed() {
        check("believes_without_proof", |t| {
            let mut node = calls(OURS);
            node.we("status ok", b"sok".to_vec());
            node.we("name and challenge", challenge(OURS));
            node.we("answer", met::ack("guess"));
            node.connected();
            node.tell(t);
            t.beam_section(BEAM, "the node calls, wrong cookie");
        });
    }

    #[test]
    fn a_node_of_another_name_gets_no_answer() {
        check("answers_anybody", |t| {
            let mut node = calls(OURS);
            node.we("status ok", b"sok".to_vec());
            node.we("name and challenge", challenge("xm@h"));
            node.connected();
            node.tell(t);
            t.beam_section(BEAM, "the node calls, other name");
        });
    }
}

mod statuses {
    use super::*;

    #[test]
    fn of_two_attempts_that_of_the_greater_name_goes_on() {
        check("lesser_name_wins", |t| {
            let lesser = called("a@h", Standing::Connecting);
            let greater = called("z@h", Standing::Connecting);
            for mut node in [lesser, greater] {
                t.line("node: name");
                if !node.closed {
                    node.we("challenge and answer", answer("secret"));
                }
                node.connected();
                t.suspect_if(node.done && !node.dropped_attempt, "status_misread");
                node.tell(t);
            }
            sections(t, &["at once, the node is the lesser one", "at once, the node is the greater one"]);
        });
    }

    #[test]
    fn the_caller_understands_every_status() {
        check("status_misread", |t| {
            let names = ["ok_simultaneous", "alive", "not_allowed"];
            for status in names {
                let mut node = calls(OURS);
                node.we(&format!("status {status}"), [b"s", status.as_bytes()].concat());
                if status == "ok_simultaneous" {
                    node.we("name and challenge", challenge(OURS));
                }
                node.connected();
                node.tell(t);
            }
            sections(
                t,
                &names.map(|status| format!("the node calls, {status}")).each_ref().map(String::as_str),
            );
            let mut told = Transcript::default();
            for status in ["nok", "not_allowed", "perhaps"] {
                let mut a = Initiator::new(met::identity("a@h"), "b@h", "secret", 17);
                drop(a.step(Fact::Opened));
                match &a.step(Fact::Came([b"s", status.as_bytes()].concat()))[..] {
                    [Action::Close(refusal)] => told.line(refusal.to_string()),
                    other => told.line(format!("{other:?}")),
                }
            }
            told.expect(
                "transcript",
                &[
                    // ANCHOR: refusals
                    "the node b@h and we connect to each other at once: the other attempt goes on",
                    "the node b@h does not allow a connection with us",
                    "expected a status, got `sperhaps`",
                    // ANCHOR_END: refusals
                ],
            );
        });
    }
}

mod alive {
    use super::*;

    #[test]
    fn a_stranger_ends_nobodys_connection() {
        check("drops_before_proof", |t| {
            let mut node = called("a@h", Standing::Connected);
            node.we("status true", b"strue".to_vec());
            node.we("challenge and answer", answer("guess"));
            node.old();
            node.tell(t);
            t.suspect_if(!has(t, "open: false"), "true_or_false_alike");
            t.beam_section(BEAM, "alive, no cookie");
        });
    }

    #[test]
    fn the_other_node_knows_whether_the_old_connection_is_dead() {
        check("true_or_false_alike", |t| {
            let mut node = called("a@h", Standing::Connected);
            node.we("status false", b"sfalse".to_vec());
            node.old();
            node.tell(t);
            let mut node = called("a@h", Standing::Connected);
            node.we("status true", b"strue".to_vec());
            node.we("challenge and answer", answer("secret"));
            node.old();
            node.tell(t);
            sections(t, &["alive, but so is the old one", "alive, and we know better"]);
        });
    }
}
