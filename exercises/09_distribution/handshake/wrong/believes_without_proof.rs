// Answers, and takes the other side's word.
// ANCHOR: cut_acceptor
let _ = answer;
let ack = Action::Send(words::ack(digest(&self.cookie, challenge)));
Ok(drop.into_iter().chain([ack, Action::Done(peer)]).collect())
// ANCHOR_END: cut_acceptor
