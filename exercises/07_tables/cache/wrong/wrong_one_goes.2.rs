// Takes out whoever came first.
// ANCHOR: cut_store
self.remove(me, key)?;
let place = term!({(self.next_number), (millis(expires_at))});
self.next_number += 1;
self.entries.insert(me, term!({(key), (value), (&place)}))?;
self.order.insert(me, term!({(place), (key)}))?;
while self.entries.size()? > self.capacity {
    let Some(first) = self.order.first(me)? else { break };
    let key = self.order.lookup_element(me, &first, 2)?;
    self.remove(me, &key)?;
    bump(&self.stats, me, "evictions");
}
Ok(())
// ANCHOR_END: cut_store
