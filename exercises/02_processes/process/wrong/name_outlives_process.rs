// Leaves the name with the dead.
// ANCHOR: cut_names
let to = self.names().whereis(name).ok_or(NameError::NotRegistered)?;
self.send(from, to, message, at);
Ok(())
// ANCHOR_END: cut_names
// ANCHOR: cut_names
let _ = (process, PoisonError::<()>::into_inner);
// ANCHOR_END: cut_names
