// Knows how to die and how to ignore; trapping is the same as ignoring.
// ANCHOR: cut_exit
let sender = if from == me { Sender::Myself } else { Sender::Other };
let _ = Exit { from, reason: reason.clone() };
match effect(via, sender, &reason, self.trap_exit) {
    Effect::Ignore | Effect::Deliver => None,
    Effect::Die(reason) => self.stop(reason),
}
// ANCHOR_END: cut_exit
