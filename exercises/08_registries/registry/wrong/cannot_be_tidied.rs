// Enters the name first, and cares for the end afterwards.
// ANCHOR: cut_register
if let Err(owner) = self.enter(&keys, &key, entry)? {
    return Err(RegistryError::AlreadyRegistered(owner));
}
pids.insert(me, note)?;
me.link(self.server(route.pid)?);
self.tell(me, &Event::Register { registry: self.name().into(), key, pid, value });
Ok(())
// ANCHOR_END: cut_register
