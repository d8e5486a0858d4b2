// The row of a process that has ended counts.
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
if !self.is_unique() {
    return Ok(Ok(keys.insert(&anybody, entry)?));
}
while !keys.insert_new(&anybody, entry.clone())? {
    let Some(row) = keys.lookup_one(&anybody, key)? else { continue };
    return Ok(Err(holder(&row).0));
}
Ok(Ok(()))
// ANCHOR_END: cut_register
