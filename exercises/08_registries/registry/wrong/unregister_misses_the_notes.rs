// Forgets all keys of the process.
// ANCHOR: cut_unregister
keys.visit(me, Walk::write().key(&key), |row| delete_if(holder(row).0 == pid))?;
pids.delete(me, &pid.into())?;
let _ = noted;
me.unlink(self.server(route.pid)?);
self.tell(me, &Event::Unregister { registry: self.name().into(), key, pid });
Ok(())
// ANCHOR_END: cut_unregister
