// Tells everybody that it was killed.
// ANCHOR: cut_exit
let _ = reason;
let peers = std::mem::take(&mut links.peers);
peers.into_iter().map(|to| Action::SendExit { to, reason: ExitReason::Killed }).collect()
// ANCHOR_END: cut_exit
