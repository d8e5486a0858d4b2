// A name that nobody has is treated like a pid that nobody has.
// ANCHOR: cut_names
if let Some(to) = self.names().whereis(name) {
    self.send(from, to, message, at);
}
Ok(())
// ANCHOR_END: cut_names
