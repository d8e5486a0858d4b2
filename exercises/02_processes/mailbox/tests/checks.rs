//! Checks of `mailbox`. Each step is a module, each claim a test.

use std::cell::Cell;
use std::time::Duration;

use harness::{World, check, sim};
use mailbox::{Mailbox, mailbox};

/// What the BEAM printed for the same program.
const BEAM: &str = include_str!("../beam.out");

type Letter = (char, u32);

fn left(mailbox: &mut Mailbox<Letter>) -> String {
    let letters: Vec<String> = mailbox.messages().map(|(kind, n)| format!("{kind}{n}")).collect();
    letters.join(" ")
}

fn kind(wanted: char) -> impl FnMut(&Letter) -> Option<Letter> {
    move |letter| (letter.0 == wanted).then_some(*letter)
}

mod predict {
    use super::*;

    /// What the recorded transcript says is left after the line that starts with `asked`.
    fn recorded(line: usize) -> &'static str {
        let line = BEAM.lines().filter(|line| !line.starts_with('#')).nth(line);
        line.and_then(|line| line.split_once("left: ")).expect("beam.out has a line for each prediction").1
    }

    #[test]
    fn what_is_left_is_what_the_beam_leaves() {
        check("predicts_reordering", |t| {
            let ours = [
                mailbox::predict::AFTER_B,
                mailbox::predict::AFTER_A,
                mailbox::predict::AFTER_ANY,
                mailbox::predict::AFTER_NOTHING,
            ];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("beam.out", &[recorded(1), recorded(2), recorded(3), recorded(4)]);
        });
    }
}

mod take {
    use super::*;

    async fn filled(letters: &[Letter]) -> Mailbox<Letter> {
        let (sender, mut mailbox) = mailbox();
        for letter in letters {
            sender.send(*letter).expect("the mailbox is open");
        }
        let _ = left(&mut mailbox); // moves what has arrived into the save queue
        mailbox
    }

    #[test]
    fn oldest_match_leaves_and_the_rest_keep_their_order() {
        check("order_lost", |t| {
            let letters = [('a', 1), ('b', 2), ('a', 3), ('b', 4)];
            let taken = sim(1, |_| async move {
                let mut mailbox = filled(&letters).await;
                let taken = mailbox.take(|letter| letter.0 == 'b');
                (taken, left(&mut mailbox))
            })
            .finished();
            t.suspect_if(taken.0 == Some(('b', 4)), "takes_newest");
            t.line(format!("asked b, took {taken:?}", taken = taken.0));
            t.line(format!("left: {}", taken.1));
            t.suspect_if(taken.1.split(' ').count() < 3, "drops_unmatched");
            t.expect("transcript", &["asked b, took Some(('b', 2))", "left: a1 a3 b4"]);
        });
    }

    #[test]
    fn no_match_leaves_everything_where_it_was() {
        check("drops_unmatched", |t| {
            let (taken, remaining) = sim(1, |_| async {
                let mut mailbox = filled(&[('a', 1), ('b', 2)]).await;
                let taken = mailbox.take(|letter| letter.0 == 'c');
                (taken, left(&mut mailbox))
            })
            .finished();
            t.line(format!("asked c, took {taken:?}; left: {remaining}"));
            t.expect("transcript", &["asked c, took None; left: a1 b2"]);
        });
    }
}

mod receive {
    use super::*;

    #[test]
    fn saved_messages_come_before_new_ones() {
        check("newer_overtakes_older", |t| {
            let got = sim(1, |_| async {
                let (sender, mut mailbox) = mailbox();
                sender.send(('a', 1)).expect("the mailbox is open");
                let _ = left(&mut mailbox);
                sender.send(('a', 2)).expect("the mailbox is open");
                let first = mailbox.receive(kind('a')).await;
                let limit = Duration::from_secs(1);
                (first, tokio::time::timeout(limit, mailbox.receive(kind('a'))).await.ok())
            })
            .finished();
            t.suspect_if(got.1.is_none(), "skipped_are_invisible");
            t.line(format!("asked a, took {}{}", got.0.0, got.0.1));
            t.expect("transcript", &["asked a, took a1"]);
        });
    }

    #[test]
    fn refused_arrivals_wait_for_the_next_receive() {
        check("drops_unmatched", |t| {
            let run = sim(1, |world: World| async move {
                let (sender, mut mailbox) = mailbox();
                for letter in [('a', 1), ('b', 2), ('a', 3)] {
                    sender.send(letter).expect("the mailbox is open");
                }
                let b = mailbox.receive(kind('b')).await;
                world.say("owner", format!("took {}{}; left: {}", b.0, b.1, left(&mut mailbox)));
            });
            t.run(run);
            t.suspect_if(t.lines().last().is_some_and(|l| l.ends_with("a3 a1")), "order_lost");
            t.expect("transcript", &["took b2; left: a1 a3"]);
        });
    }

    #[test]
    fn a_waiting_receive_is_woken_by_the_message_it_wants() {
        check("stops_waiting", |t| {
            let run = sim(1, |world: World| async move {
                let (sender, mut mailbox) = mailbox();
                let clock = world.clone();
                world.spawn(async move {
                    for letter in [('a', 1), ('b', 2)] {
                        tokio::time::sleep(Duration::from_secs(1)).await;
                        let _ = sender.send(letter);
                    }
                });
                let b = mailbox.receive_where(|letter| letter.0 == 'b').await;
                world.say("owner", format!("{} s: took {}{}", clock.elapsed().as_secs(), b.0, b.1));
            });
            t.run(run);
            t.expect("transcript", &["2 s: took b2"]);
        });
    }
}

mod after {
    use super::*;

    async fn beam_program(world: World) {
        let (sender, mut mailbox) = mailbox();
        for letter in [('a', 1), ('b', 2), ('a', 3), ('b', 4)] {
            sender.send(letter).expect("the mailbox is open");
        }
        let say = |what: String, mailbox: &mut Mailbox<Letter>| {
            world.say("owner", format!("{what}; left: {}", left(mailbox)))
        };
        say("sent".to_owned(), &mut mailbox);
        let (_, n) = mailbox.receive(kind('b')).await;
        say(format!("asked b, took b{n}"), &mut mailbox);
        let (_, n) = mailbox.receive(kind('a')).await;
        say(format!("asked a, took a{n}"), &mut mailbox);
        let (k, n) = mailbox.receive(|letter| Some(*letter)).await;
        say(format!("asked any, took {k}{n}"), &mut mailbox);
        for letter in [None, Some(('a', 5))] {
            if let Some(letter) = letter {
                sender.send(letter).expect("the mailbox is open");
            }
            match mailbox.receive_timeout(Duration::ZERO, kind('a')).await {
                Some((_, n)) => say(format!("asked a, took a{n}"), &mut mailbox),
                None => say("asked a, nothing".to_owned(), &mut mailbox),
            }
        }
        let c = mailbox.receive_timeout(Duration::from_millis(50), kind('c')).await;
        assert_eq!(c, None, "nobody sent a `c`");
        say("asked c for 50 ms, gave up".to_owned(), &mut mailbox);
    }

    #[test]
    fn the_whole_program_prints_what_the_beam_prints() {
        check("zero_does_not_look", |t| {
            t.run(sim(1, beam_program));
            t.beam(BEAM);
        });
    }

    #[test]
    fn giving_up_takes_exactly_the_limit() {
        check("waits_wrong_time", |t| {
            let waited = sim(1, |world: World| async move {
                let (sender, mut mailbox) = mailbox::<Letter>();
                world.spawn(async move {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    let _ = sender.send(('a', 1));
                });
                mailbox.receive_timeout(Duration::from_millis(50), kind('c')).await;
                world.elapsed()
            })
            .finished();
            t.line(format!("asked c for 50 ms, gave up after {} ms", waited.as_millis()));
            t.expect("transcript", &["asked c for 50 ms, gave up after 50 ms"]);
        });
    }

    #[test]
    fn giving_up_loses_no_message() {
        check("timeout_drops_messages", |t| {
            let remaining = sim(1, |world: World| async move {
                let (sender, mut mailbox) = mailbox();
                world.spawn(async move {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    let _ = sender.send(('a', 1));
                    tokio::time::sleep(Duration::from_secs(1)).await;
                });
                mailbox.receive_timeout(Duration::from_millis(50), kind('c')).await;
                left(&mut mailbox)
            })
            .finished();
            t.line(format!("asked c for 50 ms, gave up; left: {remaining}"));
            t.expect("transcript", &["asked c for 50 ms, gave up; left: a1"]);
        });
    }
}

mod looks {
    use super::*;

    #[test]
    fn a_receive_looks_at_each_message_once() {
        check("looks_twice", |t| {
            let looks = sim(1, |world: World| async move {
                let (sender, mut mailbox) = mailbox();
                world.spawn(async move {
                    for n in 0..100 {
                        tokio::time::sleep(Duration::from_millis(1)).await;
                        let _ = sender.send(('a', n));
                    }
                    let _ = sender.send(('b', 0));
                });
                let looks = Cell::new(0);
                let mut pattern = kind('b');
                mailbox
                    .receive(|letter| {
                        looks.set(looks.get() + 1);
                        pattern(letter)
                    })
                    .await;
                looks.get()
            })
            .finished();
            t.line(format!("100 refused, 1 taken: {looks} looks"));
            t.expect("transcript", &["100 refused, 1 taken: 101 looks"]);
        });
    }

    #[test]
    fn the_next_receive_starts_from_the_front_again() {
        check("skipped_are_invisible", |t| {
            let got = sim(1, |_| async {
                let (sender, mut mailbox) = mailbox();
                for letter in [('a', 1), ('b', 2), ('b', 3)] {
                    sender.send(letter).expect("the mailbox is open");
                }
                let mut got = String::new();
                for wanted in ['b', 'a', 'b'] {
                    let (k, n) = mailbox.receive(kind(wanted)).await;
                    got.push_str(&format!("{k}{n} "));
                }
                got
            })
            .finished();
            t.line(got.trim_end());
            t.expect("transcript", &["b2 a1 b3"]);
        });
    }
}
