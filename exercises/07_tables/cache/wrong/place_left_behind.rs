// Takes the entry out, and not its place.
// ANCHOR: cut_store
self.remove(me, key)?;
let place = term!({(millis(expires_at)), (self.next_number)});
self.next_number += 1;
self.entries.insert(me, term!({(key), (value), (&place)}))?;
self.order.insert(me, term!({(place), (key)}))?;
while self.entries.size()? > self.capacity {
    let Some(first) = self.order.first(me)? else { break };
    let key = self.order.lookup_element(me, &first, 2)?;
    self.order.delete(me, &first)?;
    self.remove(me, &key)?;
    bump(&self.stats, me, "evictions");
}
Ok(())
// ANCHOR_END: cut_store
// ANCHOR: cut_store
self.entries.delete(me, key)
// ANCHOR_END: cut_store
