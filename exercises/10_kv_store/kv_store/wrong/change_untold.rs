// Tells the first of the group only.
// ANCHOR: cut_announce
if let Some(announcer) = Server::<Announcer>::whereis(me.system(), self.of.announcer()) {
    announcer.cast(me, change);
}
// ANCHOR_END: cut_announce
// ANCHOR: cut_announce
if let Some(scope) = Scope::whereis(me.system(), &self.scope) {
    let members = scope.get_members(me, changes()).await.unwrap_or_default();
    if let Some(other) = members.get(1) {
        me.send(*other, change);
    }
}
// ANCHOR_END: cut_announce
