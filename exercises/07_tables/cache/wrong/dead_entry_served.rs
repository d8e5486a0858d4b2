// Serves whatever is in the table.
// ANCHOR: cut_read
let value = self.peek(me, key);
if let Some(stats) = self.tables.whereis(STATS) {
    bump(&stats, me, if value.is_some() { "hits" } else { "misses" });
}
value
// ANCHOR_END: cut_read
// ANCHOR: cut_read
let row = self.entries()?.lookup_one(me, key).ok()??;
let [_, value, _] = row.as_tuple()? else { return None };
let _ = millis(self.now());
Some(value.clone())
// ANCHOR_END: cut_read
