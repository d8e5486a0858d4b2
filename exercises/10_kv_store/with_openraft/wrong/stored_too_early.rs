// Says "stored" when the entries can be read. They can, until the power is gone.
// ANCHOR: cut_disk
self.disk.write(|content| content.vote = Some(*vote));
self.disk.sync().await;
Ok(())
// ANCHOR_END: cut_disk
// ANCHOR: cut_disk
let entries = entries.into_iter().map(|entry| (entry.log_id.index, entry));
self.disk.write(|content| content.entries.extend(entries));
stored.log_io_completed(Ok(()));
Ok(())
// ANCHOR_END: cut_disk
