// Sends to pids and forgets about names.
// verdict: deadlocked
// ANCHOR: cut_names
let to = self.names().whereis(name).ok_or(NameError::NotRegistered)?;
self.send(from, to, message, at);
Ok(())
// ANCHOR_END: cut_names
// ANCHOR: cut_names
let name = self.names.write().unwrap_or_else(PoisonError::into_inner).ended(process);
if let Some(name) = name {
    self.tell(process, None, |_| Kind::Name { name: name.to_string(), registered: false });
}
// ANCHOR_END: cut_names
// ANCHOR: cut_names
if let Dest::Process(to) = due.to {
    self.deliver_from_timer(to, (due.message)(due.timer));
}
// ANCHOR_END: cut_names
