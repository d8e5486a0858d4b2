// Forgets the monitor on its own side only.
// ANCHOR: cut_server
if error == CallError::Timeout {
    self.0.cast(me, Cancel(ticket));
}
// ANCHOR_END: cut_server
// ANCHOR: cut_server
self.calls.insert(ticket, from);
self.happened(event, me);
Answer::no_reply()
// ANCHOR_END: cut_server
// ANCHOR: cut_server
if let Ok(down) = message.open::<Down>() {
    let ended = self.monitors.iter().find(|(_, monitor)| **monitor == down.reference);
    if let Some((&ticket, _)) = ended {
        self.forget(ticket);
        self.happened(Event::ClientEnded { ticket }, me);
    }
}
// ANCHOR_END: cut_server
// ANCHOR: cut_server
Action::Monitor { ticket, client } => {
    self.monitors.insert(ticket, me.monitor(client));
}
Action::Demonitor { ticket } => {
    let _ = (self.forget(ticket), Flush::Yes);
}
// ANCHOR_END: cut_server
