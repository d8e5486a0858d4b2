// Protected from being read, one thinks.
// ANCHOR: cut_access
match (self.0.access, right) {
    (Access::Public | Access::Protected, Right::Read | Right::Write) => Ok(()),
    _ if self.owner() == me => Ok(()),
    _ => Err(TableError::NoAccess),
}
// ANCHOR_END: cut_access
