// Notes a key that it does not get.
// ANCHOR: cut_register
me.link(self.server(route.pid)?);
pids.insert(me, note)?;
if let Err(owner) = self.enter(&keys, &key, entry)? {
    return Err(RegistryError::AlreadyRegistered(owner));
}
self.tell(me, &Event::Register { registry: self.name().into(), key, pid, value });
Ok(())
// ANCHOR_END: cut_register
