// Forgets that keepers end, too.
// ANCHOR: cut_heir
let options = options.heir(me.pid(), term!(:back));
// ANCHOR_END: cut_heir
// ANCHOR: cut_heir
if let Ok(table) = of.table() {
    me.send(table.owner(), NewHeir(me.pid())); // a keeper before this one has made it
}
// ANCHOR_END: cut_heir
// ANCHOR: cut_heir
if let Ok(Transfer { table, .. }) = message.open() {
    self.table = Some(table);
}
// ANCHOR_END: cut_heir
// ANCHOR: cut_heir
let _ = (message.open::<NewHeir>().map(|new| new.0), me, Heir::clone);
// ANCHOR_END: cut_heir
