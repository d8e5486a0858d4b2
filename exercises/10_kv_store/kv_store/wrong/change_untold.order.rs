// A process for each change, so that no change waits for another.
// ANCHOR: cut_announce
if let Some(announcer) = Server::<Announcer>::whereis(me.system(), self.of.announcer()) {
    announcer.cast(me, change);
}
// ANCHOR_END: cut_announce
// ANCHOR: cut_announce
let scope = Scope::whereis(me.system(), &self.scope);
me.spawn(move |mut me| async move {
    let Some(scope) = scope else { return };
    for member in scope.get_members(&mut me, changes()).await.unwrap_or_default() {
        me.send(member, change.clone());
    }
});
// ANCHOR_END: cut_announce
