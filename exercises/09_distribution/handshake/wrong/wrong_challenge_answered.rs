// Sends back the answer that came.
// ANCHOR: cut_acceptor
let _ = challenge;
if answer != digest(&self.cookie, self.challenge) {
    return Err(Refusal::WrongCookie(peer.name));
}
let ack = Action::Send(words::ack(digest(&self.cookie, self.challenge)));
Ok(drop.into_iter().chain([ack, Action::Done(peer)]).collect())
// ANCHOR_END: cut_acceptor
