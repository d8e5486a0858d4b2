// A lock without holders stays on the books.
// ANCHOR: cut_lock
let free = || Lock { requester: id.requester.clone(), holders: Vec::new() };
let lock = self.held.entry(id.resource.clone()).or_insert_with(free);
if lock.requester != id.requester {
    return false;
}
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
// ANCHOR_END: cut_lock
