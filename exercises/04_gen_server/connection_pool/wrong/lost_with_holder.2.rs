// Watches, and does not listen: DOWN is dropped.
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
let _ = (message.open::<Down>(), Self::forget, me);
// ANCHOR_END: cut_server
// ANCHOR: cut_server
Action::Monitor { ticket, client } => {
    self.monitors.insert(ticket, me.monitor(client));
}
Action::Demonitor { ticket } => {
    if let Some(monitor) = self.forget(ticket) {
        me.demonitor(monitor, Flush::Yes);
    }
}
// ANCHOR_END: cut_server
