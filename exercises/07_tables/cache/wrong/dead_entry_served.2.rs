// Is alive at its end.
// ANCHOR: cut_read
let value = self.peek(me, key);
if let Some(stats) = self.tables.whereis(STATS) {
    bump(&stats, me, if value.is_some() { "hits" } else { "misses" });
}
value
// ANCHOR_END: cut_read
// ANCHOR: cut_read
let row = self.entries()?.lookup_one(me, key).ok()??;
let [_, value, place] = row.as_tuple()? else { return None };
let expires_at = place.as_tuple()?.first()?.as_int()?;
(millis(self.now()) <= expires_at).then(|| value.clone())
// ANCHOR_END: cut_read
