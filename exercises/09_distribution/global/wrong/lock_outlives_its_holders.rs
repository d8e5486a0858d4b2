// Notes a holder each time it asks, and takes it off the list once.
// ANCHOR: cut_lock
let free = || Lock { requester: id.requester.clone(), holders: Vec::new() };
let lock = self.held.entry(id.resource.clone()).or_insert_with(free);
if lock.requester != id.requester {
    return false;
}
lock.holders.push(process);
true
// ANCHOR_END: cut_lock
// ANCHOR: cut_lock
if let Some(lock) = self.held.get_mut(&id.resource)
    && lock.requester == id.requester
    && let Some(at) = lock.holders.iter().position(|holder| *holder == process)
{
    lock.holders.remove(at);
}
self.held.retain(|_, lock| !lock.holders.is_empty());
// ANCHOR_END: cut_lock
