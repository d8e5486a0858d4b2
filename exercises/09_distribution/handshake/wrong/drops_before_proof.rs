// It says that the old one is dead, so away with it.
// ANCHOR: cut_alive
"true" => Ok(vec![Action::DropOld, self.challenge(peer, None)]),
"false" => Err(Refusal::StillConnected(peer.name)),
// ANCHOR_END: cut_alive
