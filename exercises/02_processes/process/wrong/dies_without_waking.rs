// Notes the reason, and lets the process sleep on.
// ANCHOR: cut_exit
let sender = if from == me { Sender::Myself } else { Sender::Other };
match effect(via, sender, &reason, self.trap_exit) {
    Effect::Ignore => None,
    Effect::Deliver => self.push(Envelope::new(from, Exit { from, reason })),
    Effect::Die(reason) => self.stop(reason),
}
// ANCHOR_END: cut_exit
// ANCHOR: cut_exit
if self.is_alive() {
    self.phase = Phase::Stopping(reason);
}
None
// ANCHOR_END: cut_exit
