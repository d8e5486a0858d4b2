// The owner asks the group itself, and sends itself.
// ANCHOR: cut_announce
let _ = Server::<Announcer>::cast;
let scope = self.of.announcer().replace("announcer", "watchers");
if let Some(scope) = pg::Scope::whereis(me.system(), &scope) {
    for member in scope.get_members(me, crate::watch::changes()).await.unwrap_or_default() {
        me.send(member, change.clone());
    }
}
// ANCHOR_END: cut_announce
