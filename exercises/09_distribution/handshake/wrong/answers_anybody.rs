// Whoever asks gets an answer.
// ANCHOR: cut_initiator
let _ = &self.to;
flags::check(&peer)?;
self.waits_for = Waits::Ack(peer);
Ok(vec![Action::Send(words::reply(self.challenge, digest(&self.cookie, challenge)))])
// ANCHOR_END: cut_initiator
// ANCHOR: cut_initiator
if answer != digest(&self.cookie, self.challenge) {
    return Err(Refusal::WrongCookie(peer.name));
}
Ok(vec![Action::Done(peer)])
// ANCHOR_END: cut_initiator
