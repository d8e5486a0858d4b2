// Whoever asks becomes a holder.
// ANCHOR: cut_lock
let free = || Lock { requester: id.requester.clone(), holders: Vec::new() };
let lock = self.held.entry(id.resource.clone()).or_insert_with(free);
if !lock.holders.contains(&process) {
    lock.holders.push(process);
}
true
// ANCHOR_END: cut_lock
// ANCHOR: cut_lock
if let Some(lock) = self.held.get_mut(&id.resource)
    && lock.requester == id.requester
{
    lock.holders.retain(|holder| *holder != process);
}
self.held.retain(|_, lock| !lock.holders.is_empty());
// ANCHOR_END: cut_lock
