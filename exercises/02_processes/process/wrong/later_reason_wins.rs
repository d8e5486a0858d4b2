// Notes whatever comes last.
// ANCHOR: cut_exit
let sender = if from == me { Sender::Myself } else { Sender::Other };
match effect(via, sender, &reason, self.trap_exit) {
    Effect::Ignore => None,
    Effect::Deliver => self.push(Envelope::new(from, Exit { from, reason })),
    Effect::Die(reason) => self.stop(reason),
}
// ANCHOR_END: cut_exit
// ANCHOR: cut_exit
self.phase = Phase::Stopping(reason);
self.task.clone()
// ANCHOR_END: cut_exit
