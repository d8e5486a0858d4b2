// Asks first whether the process traps exits.
// ANCHOR: cut_exit
if self.trap_exit == TrapExit::Yes {
    return self.push(Envelope::new(from, Exit { from, reason }));
}
let sender = if from == me { Sender::Myself } else { Sender::Other };
match effect(via, sender, &reason, self.trap_exit) {
    Effect::Ignore => None,
    Effect::Deliver => self.push(Envelope::new(from, Exit { from, reason })),
    Effect::Die(reason) => self.stop(reason),
}
// ANCHOR_END: cut_exit
