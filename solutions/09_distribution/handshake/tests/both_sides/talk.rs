//! Two sides, a wire between them, and what goes over it in words.

use std::collections::VecDeque;

use handshake::{Acceptor, Action, Fact, Identity, Initiator, Standing, flags};

pub fn identity(name: &str) -> Identity {
    Identity { name: name.to_owned(), flags: flags::HIDDEN, creation: 1 }
}

/// `a@h` connects to `b@h`, both with challenges that are always the same.
pub fn sides(cookie_of_a: &str, cookie_of_b: &str) -> (Initiator, Acceptor) {
    (Initiator::new(identity("a@h"), "b@h", cookie_of_a, 17), Acceptor::new(identity("b@h"), cookie_of_b, 23))
}

/// Lets both talk until neither has anything to say.
pub fn talk(a: &mut Initiator, b: &mut Acceptor, standing: Standing) -> Vec<String> {
    let mut lines = Vec::new();
    let mut facts = VecDeque::from([('a', Fact::Opened)]);
    while let Some((whose, fact)) = facts.pop_front() {
        let (actions, other) = match whose {
            'a' => (a.step(fact), 'b'),
            _ => (b.step(fact), 'a'),
        };
        for action in actions {
            lines.push(format!("{whose}: {}", shown(&action)));
            match action {
                Action::Send(frame) => facts.push_back((other, Fact::Came(frame))),
                Action::Judge { .. } => facts.push_back((whose, Fact::Judged(standing))),
                _ => {}
            }
        }
    }
    lines
}

/// An action in words.
pub fn shown(action: &Action) -> String {
    match action {
        Action::Send(frame) => said(frame),
        Action::Judge { name, .. } => format!("who is {name}"),
        Action::DropOwnAttempt => "drops its own attempt".to_owned(),
        Action::DropOld => "drops the old connection".to_owned(),
        Action::Done(peer) => format!("connected with {}", peer.name),
        Action::Close(refusal) => format!("closes: {refusal}"),
    }
}

/// A frame in words. A name and a challenge begin with the same letter; the length tells them apart.
fn said(frame: &[u8]) -> String {
    let name = |from: usize| String::from_utf8_lossy(&frame[from..]).into_owned();
    let len_at = |at: usize| frame.len() > at + 1 && usize::from(frame[at + 1]) == frame.len() - at - 2;
    match frame[0] {
        b'N' if len_at(13) => format!("name {}", name(15)),
        b'N' => format!("challenge of {}", name(19)),
        b's' => format!("status {}", name(1)),
        b'r' => "answer and challenge".to_owned(),
        b'a' => "answer".to_owned(),
        other => format!("frame {other}"),
    }
}
