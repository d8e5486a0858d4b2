// Whatever it says, it is here now.
// ANCHOR: cut_alive
"true" | "false" => Ok(vec![self.challenge(peer, Some(Action::DropOld))]),
// ANCHOR_END: cut_alive
