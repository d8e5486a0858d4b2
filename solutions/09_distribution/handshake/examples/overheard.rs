//! Finds a cookie of four letters from two frames that somebody has overheard: `cargo run -q -p handshake --example overheard`.

use handshake::{Acceptor, Action, Fact, Identity, Initiator, Standing, digest, flags};

/// Two nodes shake hands; what goes over the wire, and nothing else, comes out.
fn wire(cookie: &str) -> Vec<Vec<u8>> {
    let identity = |name: &str| Identity { name: name.to_owned(), flags: flags::HIDDEN, creation: 1 };
    let mut a = Initiator::new(identity("a@h"), "b@h", cookie, 17);
    let mut b = Acceptor::new(identity("b@h"), cookie, 23);
    let (mut overheard, mut facts) = (Vec::new(), std::collections::VecDeque::from([(true, Fact::Opened)]));
    while let Some((to_a, fact)) = facts.pop_front() {
        for action in if to_a { a.step(fact) } else { b.step(fact) } {
            match action {
                Action::Send(frame) => {
                    overheard.push(frame.clone());
                    facts.push_back((!to_a, Fact::Came(frame)));
                }
                Action::Judge { .. } => facts.push_back((to_a, Fact::Judged(Standing::Unknown))),
                _ => {}
            }
        }
    }
    overheard
}

// ANCHOR: guess
/// Tries one cookie after the other until the answer fits the challenge.
fn guess(challenge: u32, answer: &[u8]) -> Option<(String, usize)> {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
    let cookies = (0..26_usize.pow(4)).map(|n| [n / 17_576, n / 676, n / 26, n].map(letter).iter().collect());
    cookies.zip(1..).find(|(cookie, _): &(String, usize)| digest(cookie, challenge) == answer)
}
// ANCHOR_END: guess

fn main() {
    let overheard = wire("wine");
    // The challenge stands behind the tag and the flags; the answer behind the tag and the other challenge.
    let challenge = overheard[2][9..13].try_into().expect("four bytes");
    let (cookie, attempts) = guess(u32::from_be_bytes(challenge), &overheard[3][5..]).expect("four letters");
    println!("the cookie is `{cookie}`: {attempts} attempts");
}
