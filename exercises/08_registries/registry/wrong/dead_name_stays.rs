// Forgets the notes, and leaves the names.
// ANCHOR: cut_death
let _ = (&self.registry, noted, holder, delete_if(false), Walk::write());
self.pids.take(me, &pid.into())?;
Ok(())
// ANCHOR_END: cut_death
