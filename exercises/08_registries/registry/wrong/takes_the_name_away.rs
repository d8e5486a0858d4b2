// Whoever comes later has the name.
// ANCHOR: cut_register
me.link(self.server(route.pid)?);
pids.insert(me, note.clone())?;
if let Err(owner) = self.enter(&keys, &key, entry)? {
    if owner != pid {
        pids.delete_object(me, &note)?;
    }
    return Err(RegistryError::AlreadyRegistered(owner));
}
self.tell(me, &Event::Register { registry: self.name().into(), key, pid, value });
Ok(())
// ANCHOR_END: cut_register
// ANCHOR: cut_register
keys.insert(&anybody, entry)?;
let _ = (key, holder, self.is_unique());
Ok(Ok(()))
// ANCHOR_END: cut_register
