// Reads, and counts the hits only.
// ANCHOR: cut_read
let value = self.peek(me, key)?;
if let Some(stats) = self.tables.whereis(STATS) {
    bump(&stats, me, "hits");
}
Some(value)
// ANCHOR_END: cut_read
