//! What comes from a stranger: garbage, halves of frames, frames at the wrong time.

use handshake::{Acceptor, Action, Fact, Initiator, Refusal, Standing, digest};
use proptest::prelude::*;

use crate::talk::{identity, shown, sides};

/// The frames that belong into a handshake of `a@h` with `b@h`, in the order in which they are sent.
fn frames() -> [Vec<u8>; 5] {
    let (mut a, mut b) = sides("secret", "secret");
    let mut sent = Vec::new();
    let mut facts = vec![(true, Fact::Opened)];
    while let Some((to_a, fact)) = facts.pop() {
        let actions = if to_a { a.step(fact) } else { b.step(fact) };
        for action in actions.into_iter().rev() {
            match action {
                Action::Send(frame) => facts.push((!to_a, Fact::Came(frame.clone()))),
                Action::Judge { .. } => facts.push((to_a, Fact::Judged(Standing::Unknown))),
                _ => {}
            }
        }
        if let Some((_, Fact::Came(frame))) = facts.last() {
            sent.push(frame.clone());
        }
    }
    sent.dedup();
    sent.try_into().expect("five frames make a handshake")
}

/// An initiator that has had the first `heard` of the frames meant for it.
fn initiator(heard: usize) -> Initiator {
    let [_, status, challenge, _, ack] = frames();
    let mut a = sides("secret", "secret").0;
    drop(a.step(Fact::Opened));
    for frame in [status, challenge, ack].into_iter().take(heard) {
        drop(a.step(Fact::Came(frame)));
    }
    a
}

/// An acceptor that has had the first `heard` of the frames meant for it.
fn acceptor(heard: usize) -> Acceptor {
    let [name, _, _, reply, _] = frames();
    let mut b = sides("secret", "secret").1;
    for (frame, judged) in [(name, true), (reply, false)].into_iter().take(heard) {
        drop(b.step(Fact::Came(frame)));
        if judged {
            drop(b.step(Fact::Judged(Standing::Unknown)));
        }
    }
    b
}

fn refused(actions: &[Action]) -> bool {
    matches!(actions, [Action::Close(Refusal::Unexpected { .. })])
}

#[test]
fn half_a_frame_is_refused_wherever_it_is_cut() {
    let [name, status, challenge, reply, ack] = frames();
    for (heard, frame) in [(0, &status), (1, &challenge), (2, &ack)] {
        for len in 0..frame.len() {
            let said = initiator(heard).step(Fact::Came(frame[..len].to_vec()));
            assert!(refused(&said), "{len} bytes of {frame:?}: {said:?}");
        }
    }
    for (heard, frame) in [(0, &name), (1, &reply)] {
        for len in 0..frame.len() {
            let said = acceptor(heard).step(Fact::Came(frame[..len].to_vec()));
            assert!(refused(&said), "{len} bytes of {frame:?}: {said:?}");
        }
    }
}

#[test]
fn a_byte_too_much_is_refused() {
    let [name, status, challenge, reply, ack] = frames().map(|frame| [&frame[..], b"!"].concat());
    for (heard, frame) in [(0, status), (1, challenge), (2, ack)] {
        assert!(refused(&initiator(heard).step(Fact::Came(frame))));
    }
    for (heard, frame) in [(0, name), (1, reply)] {
        assert!(refused(&acceptor(heard).step(Fact::Came(frame))));
    }
}

#[test]
fn a_frame_at_the_wrong_time_is_refused() {
    let frames = frames();
    for (heard, right) in [(0, 1), (1, 2), (2, 4)] {
        for (at, frame) in frames.iter().enumerate().filter(|(at, _)| *at != right) {
            assert!(refused(&initiator(heard).step(Fact::Came(frame.clone()))), "frame {at} after {heard}");
        }
    }
    for (heard, right) in [(0, 0), (1, 3)] {
        for (at, frame) in frames.iter().enumerate().filter(|(at, _)| *at != right) {
            assert!(refused(&acceptor(heard).step(Fact::Came(frame.clone()))), "frame {at} after {heard}");
        }
    }
}

#[test]
fn whoever_speaks_before_it_is_asked_is_refused() {
    let [name, status, _, reply, _] = frames();
    let too_early = sides("secret", "secret").0.step(Fact::Came(status));
    assert_eq!(shown(&too_early[0]), "closes: expected no frame yet, got `sok`");
    let mut b = acceptor(0);
    assert!(matches!(b.step(Fact::Came(name))[..], [Action::Judge { .. }]));
    assert!(refused(&b.step(Fact::Came(reply))));
    assert_eq!(b.step(Fact::Judged(Standing::Unknown)), [], "what is over stays over");
}

#[test]
fn what_is_told_twice_or_unasked_changes_nothing() {
    let [name, status, challenge, ..] = frames();
    let mut a = initiator(0);
    assert_eq!(a.step(Fact::Opened), []);
    assert_eq!(a.step(Fact::Judged(Standing::Unknown)), []);
    assert_eq!(a.step(Fact::Came(status)), []);
    assert!(matches!(a.step(Fact::Came(challenge))[..], [Action::Send(_)]));
    let mut b = acceptor(0);
    assert_eq!(b.step(Fact::Opened), []);
    assert_eq!(b.step(Fact::Judged(Standing::Unknown)), []);
    assert!(matches!(b.step(Fact::Came(name))[..], [Action::Judge { .. }]));
}

#[test]
fn after_the_end_nothing_is_said_any_more() {
    for frame in frames() {
        assert_eq!(initiator(3).step(Fact::Came(frame.clone())), []);
        assert_eq!(acceptor(2).step(Fact::Came(frame)), []);
    }
    let mut a = initiator(0);
    assert!(matches!(a.step(Fact::Came(b"snok".to_vec()))[..], [Action::Close(_)]));
    assert_eq!(a.step(Fact::Came(frames()[2].clone())), [], "no answer for whoever said no");
}

#[test]
fn a_message_shows_no_more_than_the_beginning_of_a_frame() {
    let long = acceptor(0).step(Fact::Came([&b"N\x00\"\n"[..], &[b'x'; 60_000]].concat()));
    assert_eq!(shown(&long[0]), r#"closes: expected the name of a node, got `N\x00\"\nxxxxxxxxxxxx`"#);
    let empty = acceptor(0).step(Fact::Came(Vec::new()));
    assert_eq!(shown(&empty[0]), "closes: expected the name of a node, got an empty frame");
}

/// Any bytes; or a frame as it should be, with one byte changed and perhaps its end lost.
fn frame() -> impl Strategy<Value = Vec<u8>> {
    let changed = (0..frames().len(), any::<prop::sample::Index>(), any::<u8>(), 0_usize..4).prop_map(
        |(which, place, byte, lost)| {
            let mut frame = frames()[which].clone();
            let place = place.index(frame.len());
            frame[place] = byte;
            frame.truncate(frame.len() - lost.min(frame.len()));
            frame
        },
    );
    let status = "(ok|nok|ok_simultaneous|alive|not_allowed|true|false|named:x)"
        .prop_map(|word| [b"s", word.as_bytes()].concat());
    prop_oneof![prop::collection::vec(any::<u8>(), 0..40), changed, status]
}

fn fact() -> impl Strategy<Value = Fact> {
    let standing = prop::sample::select(vec![
        Standing::Unknown,
        Standing::Connecting,
        Standing::Connected,
        Standing::NotAllowed,
    ]);
    prop_oneof![
        1 => Just(Fact::Opened),
        2 => standing.prop_map(Fact::Judged),
        5 => frame().prop_map(Fact::Came),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    // The two sides wait for answers to challenges that occur in no frame above, so nobody knows the answers.
    #[test]
    fn no_stranger_is_believed_and_nothing_follows_a_refusal(
        facts in prop::collection::vec(fact(), 0..12),
        heard in 0_usize..2,
    ) {
        let mut a = Initiator::new(identity("a@h"), "b@h", "secret", 4711);
        let mut b = Acceptor::new(identity("b@h"), "secret", 815);
        if heard == 1 {
            drop(a.step(Fact::Opened));
            drop(b.step(Fact::Came(frames()[0].clone())));
        }
        let (mut a_closed, mut b_closed) = (false, false);
        for fact in facts {
            for (actions, closed) in [(a.step(fact.clone()), &mut a_closed), (b.step(fact), &mut b_closed)] {
                prop_assert!(!*closed || actions.is_empty(), "after the end: {actions:?}");
                for action in actions {
                    match action {
                        Action::Close(_) => *closed = true,
                        Action::Done(_) | Action::DropOld | Action::DropOwnAttempt => {
                            prop_assert!(false, "nobody has shown the cookie: {action:?}");
                        }
                        Action::Send(_) | Action::Judge { .. } => {}
                    }
                }
            }
        }
    }
}

#[test]
fn the_answer_of_one_handshake_is_none_in_another() {
    let [.., reply, ack] = frames();
    assert_eq!(ack[1..], digest("secret", 17));
    let mut b = Acceptor::new(identity("b@h"), "secret", 24);
    drop(b.step(Fact::Came(frames()[0].clone())));
    drop(b.step(Fact::Judged(Standing::Unknown)));
    assert_eq!(b.step(Fact::Came(reply)), [Action::Close(Refusal::WrongCookie("a@h".into()))]);
}
