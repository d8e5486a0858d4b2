// Never takes anything out.
// ANCHOR: cut_store
self.remove(me, key)?;
let place = term!({(millis(expires_at)), (self.next_number)});
self.next_number += 1;
self.entries.insert(me, term!({(key), (value), (&place)}))?;
self.order.insert(me, term!({(place), (key)}))?;
let _ = (self.capacity, bump::<Context>);
Ok(())
// ANCHOR_END: cut_store
