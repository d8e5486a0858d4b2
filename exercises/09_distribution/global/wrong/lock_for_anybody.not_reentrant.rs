// A lock that is held is refused, also to whom it belongs.
// ANCHOR: cut_lock
if self.held.contains_key(&id.resource) {
    return false;
}
let lock = Lock { requester: id.requester.clone(), holders: vec![process] };
self.held.insert(id.resource.clone(), lock);
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
