// Takes the first member for itself, and leaves it out.
// ANCHOR: cut_announce
if let Some(announcer) = Server::<Announcer>::whereis(me.system(), self.of.announcer()) {
    announcer.cast(me, change);
}
// ANCHOR_END: cut_announce
// ANCHOR: cut_announce
if let Some(scope) = Scope::whereis(me.system(), &self.scope) {
    let members = scope.get_members(me, changes()).await.unwrap_or_default();
    for member in members.into_iter().skip(1) {
        me.send(member, change.clone());
    }
}
// ANCHOR_END: cut_announce
