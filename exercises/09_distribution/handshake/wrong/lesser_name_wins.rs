// The attempt that comes in goes on if we are the greater one.
// ANCHOR: cut_statuses
Standing::Connecting if peer.name < self.own.name => {
    vec![said("ok_simultaneous"), self.challenge(peer, Some(Action::DropOwnAttempt))]
}
Standing::Connecting => vec![said("nok"), Action::Close(Refusal::Simultaneous(peer.name))],
// ANCHOR_END: cut_statuses
// ANCHOR: cut_statuses
"ok_simultaneous" => Vec::new(),
"alive" => vec![Action::Send(words::status("true"))],
"nok" => return Err(Refusal::Simultaneous(self.to.clone())),
"not_allowed" => return Err(Refusal::NotAllowed(self.to.clone())),
// ANCHOR_END: cut_statuses
