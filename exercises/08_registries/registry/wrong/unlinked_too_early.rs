// The link goes with every key.
// ANCHOR: cut_unregister
keys.visit(me, Walk::write().key(&key), |row| delete_if(holder(row).0 == pid))?;
pids.visit(me, Walk::write().key(&pid.into()), |row| delete_if(*noted(row).0 == key))?;
me.unlink(self.server(route.pid)?);
self.tell(me, &Event::Unregister { registry: self.name().into(), key, pid });
Ok(())
// ANCHOR_END: cut_unregister
