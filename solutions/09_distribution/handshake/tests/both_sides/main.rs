//! Both sides against each other: every status, every way to fail, and strangers who send anything.

mod strangers;
mod talk;

use handshake::{Acceptor, Action, Fact, Identity, Initiator, Refusal, Standing, digest, flags};
use talk::{identity, shown, sides, talk};

/// What a side that is asked for a name says when this standing is its answer.
fn with(standing: Standing) -> Vec<String> {
    let (mut a, mut b) = sides("secret", "secret");
    talk(&mut a, &mut b, standing)
}

#[test]
fn nodes_with_the_same_cookie_connect_and_learn_of_each_other() {
    assert_eq!(
        with(Standing::Unknown),
        [
            "a: name a@h",
            "b: who is a@h",
            "b: status ok",
            "b: challenge of b@h",
            "a: answer and challenge",
            "b: answer",
            "b: connected with a@h",
            "a: connected with b@h",
        ]
    );
}

#[test]
fn what_is_learned_is_what_the_other_side_said() {
    let known = |name: &str| Identity { name: name.to_owned(), flags: flags::VISIBLE, creation: 0xdead_beef };
    let mut a = Initiator::new(known("a@h"), "b@h", "secret", 17);
    let mut b = Acceptor::new(known("b@h"), "secret", 23);
    let name = send(&a.step(Fact::Opened));
    let judged = b.step(Fact::Came(name));
    assert_eq!(judged, [Action::Judge { name: "a@h".into(), flags: flags::VISIBLE }]);
    let said = b.step(Fact::Judged(Standing::Unknown));
    let [Action::Send(status), Action::Send(challenge)] = &said[..] else { panic!("{said:?}") };
    assert_eq!(a.step(Fact::Came(status.clone())), []);
    let reply = send(&a.step(Fact::Came(challenge.clone())));
    let last = b.step(Fact::Came(reply));
    let [Action::Send(ack), Action::Done(peer)] = &last[..] else { panic!("{last:?}") };
    assert_eq!((peer.name.as_str(), peer.flags, peer.creation), ("a@h", flags::VISIBLE, 0xdead_beef));
    let done = a.step(Fact::Came(ack.clone()));
    let [Action::Done(peer)] = &done[..] else { panic!("{done:?}") };
    assert_eq!((peer.name.as_str(), peer.flags, peer.creation), ("b@h", flags::VISIBLE, 0xdead_beef));
}

/// The one frame that is sent.
fn send(actions: &[Action]) -> Vec<u8> {
    let [Action::Send(frame)] = actions else { panic!("one frame is sent: {actions:?}") };
    frame.clone()
}

#[test]
fn of_two_attempts_that_of_the_greater_name_goes_on() {
    // b is the greater one: its own attempt goes on, that of a ends.
    assert_eq!(
        with(Standing::Connecting)[2..],
        [
            "b: status nok",
            "b: closes: the node a@h and we connect to each other at once: the other attempt goes on",
            "a: closes: the node b@h and we connect to each other at once: the other attempt goes on",
        ]
    );
    let mut greater = Initiator::new(identity("c@h"), "b@h", "secret", 17);
    let mut b = Acceptor::new(identity("b@h"), "secret", 23);
    assert_eq!(
        talk(&mut greater, &mut b, Standing::Connecting)[2..],
        [
            "b: status ok_simultaneous",
            "b: challenge of b@h",
            "a: answer and challenge",
            "b: drops its own attempt",
            "b: answer",
            "b: connected with c@h",
            "a: connected with b@h",
        ]
    );
}

#[test]
fn whoever_is_not_allowed_hears_it() {
    assert_eq!(
        with(Standing::NotAllowed)[2..],
        [
            "b: status not_allowed",
            "b: closes: the node a@h is not let in",
            "a: closes: the node b@h does not allow a connection with us",
        ]
    );
}

#[test]
fn an_old_connection_that_is_dead_is_dropped_for_the_new_one() {
    assert_eq!(
        with(Standing::Connected)[2..],
        [
            "b: status alive",
            "a: status true",
            "b: challenge of b@h",
            "a: answer and challenge",
            "b: drops the old connection",
            "b: answer",
            "b: connected with a@h",
            "a: connected with b@h",
        ]
    );
}

/// Leads an acceptor up to its question whether the old connection is dead.
fn asked_alive() -> Acceptor {
    let (mut a, mut b) = sides("secret", "secret");
    let name = send(&a.step(Fact::Opened));
    assert_eq!(b.step(Fact::Came(name)).len(), 1);
    assert_eq!(b.step(Fact::Judged(Standing::Connected)), [Action::Send(b"salive".to_vec())]);
    b
}

#[test]
fn an_old_connection_that_is_alive_stays() {
    let closed = asked_alive().step(Fact::Came(b"sfalse".to_vec()));
    assert_eq!(closed, [Action::Close(Refusal::StillConnected("a@h".into()))]);
    let closed = asked_alive().step(Fact::Came(b"sperhaps".to_vec()));
    assert_eq!(shown(&closed[0]), "closes: expected `true` or `false`, got `sperhaps`");
}

#[test]
fn a_stranger_without_the_cookie_ends_nobodys_connection() {
    let mut b = asked_alive();
    assert!(matches!(&b.step(Fact::Came(b"strue".to_vec()))[..], [Action::Send(_)]));
    let guess = [&b"r"[..], &[0; 20]].concat();
    assert_eq!(b.step(Fact::Came(guess)), [Action::Close(Refusal::WrongCookie("a@h".into()))]);
}

#[test]
fn the_acceptor_is_the_first_to_see_that_the_cookies_differ() {
    let (mut a, mut b) = sides("secret", "other");
    let lines = talk(&mut a, &mut b, Standing::Unknown);
    assert_eq!(lines[4..], ["a: answer and challenge", "b: closes: the node a@h has another cookie"]);
}

/// Leads an initiator up to the answer it waits for.
fn asked() -> Initiator {
    let (mut a, mut b) = sides("secret", "secret");
    let name = send(&a.step(Fact::Opened));
    assert_eq!(b.step(Fact::Came(name)).len(), 1);
    for action in b.step(Fact::Judged(Standing::Unknown)) {
        let Action::Send(frame) = action else { panic!("{action:?}") };
        drop(a.step(Fact::Came(frame)));
    }
    a
}

#[test]
fn the_initiator_does_not_believe_a_node_that_has_another_cookie() {
    let with_cookie = |cookie| [&b"a"[..], &digest(cookie, 17)].concat();
    let told = |cookie| shown(&asked().step(Fact::Came(with_cookie(cookie)))[0]);
    assert_eq!(told("secret"), "connected with b@h");
    assert_eq!(told("other"), "closes: the node b@h has another cookie");
}

#[test]
fn a_node_of_another_name_gets_no_answer_to_its_challenge() {
    let mut a = Initiator::new(identity("a@h"), "b@h", "secret", 17);
    let mut c = Acceptor::new(identity("c@h"), "secret", 23);
    assert_eq!(
        talk(&mut a, &mut c, Standing::Unknown)[3..],
        ["b: challenge of c@h", "a: closes: expected the node b@h, the node c@h answered"]
    );
}

#[test]
fn a_node_that_lacks_what_all_need_is_refused_by_name_and_bit() {
    let poor = |name: &str, lost: u64| Identity {
        flags: flags::HIDDEN & !lost & !flags::MANDATORY_25_DIGEST,
        ..identity(name)
    };
    let mut a = Initiator::new(poor("a@h", flags::UTF8_ATOMS), "b@h", "secret", 17);
    let mut b = Acceptor::new(identity("b@h"), "secret", 23);
    let lines = talk(&mut a, &mut b, Standing::Unknown);
    assert_eq!(lines[1], "b: closes: the node a@h lacks the abilities 0x10000");
    let mut a = Initiator::new(identity("a@h"), "b@h", "secret", 17);
    let mut b = Acceptor::new(poor("b@h", flags::MAP_TAG), "secret", 23);
    let lines = talk(&mut a, &mut b, Standing::Unknown);
    assert_eq!(lines[4], "a: closes: the node b@h lacks the abilities 0x20000");
}

#[test]
fn one_flag_stands_for_all_that_otp_25_asks_for() {
    let newer = Identity { flags: flags::MANDATORY_25_DIGEST, ..identity("a@h") };
    let mut a = Initiator::new(newer, "b@h", "secret", 17);
    let mut b = Acceptor::new(identity("b@h"), "secret", 23);
    let lines = talk(&mut a, &mut b, Standing::Unknown);
    assert_eq!(lines.last().expect("they talk"), "a: connected with b@h");
}

#[test]
fn flags_are_those_with_which_nodes_of_otp_25_have_connected() {
    assert_eq!(flags::HIDDEN, 0x001d_0307_4fbc);
    assert_eq!(flags::VISIBLE, 0x001d_0307_4fbd);
}

#[test]
fn a_digest_is_the_one_that_otp_computes() {
    // Recorded: for {c, n} <- …, do: :erlang.md5([c, Integer.to_string(n)]) |> Base.encode16(case: :lower)
    let recorded = [
        ("secret", 0, 0x175e_c77a_7f63_0825_9098_7d0d_8b05_1aff_u128),
        ("secret", 17, 0xf57b_94fd_57ff_b805_26c0_1ca3_cc20_2045),
        ("secret", u32::MAX, 0x5dfd_181e_69aa_587c_c812_eb33_3e65_36b6),
        ("", 1, 0xc4ca_4238_a0b9_2382_0dcc_509a_6f75_849b),
        ("COOKIE", 1 << 31, 0x3f77_e55d_9b36_6faa_0f7b_eea0_4397_24f2),
    ];
    for (cookie, challenge, md5) in recorded {
        assert_eq!(digest(cookie, challenge), md5.to_be_bytes(), "{cookie} {challenge}");
    }
}
