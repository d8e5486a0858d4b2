// Puts over what was there; its old place stays.
// ANCHOR: cut_store
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
