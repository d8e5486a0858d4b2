// Writes the vote, and leaves it to the disk when it gets there.
// ANCHOR: cut_disk
self.disk.write(|content| content.vote = Some(*vote));
Ok(())
// ANCHOR_END: cut_disk
