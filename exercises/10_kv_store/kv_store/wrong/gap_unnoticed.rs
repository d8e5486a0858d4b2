// The scope will come back by itself.
// ANCHOR: cut_watch
let monitor = me.monitor(scope.pid());
let ourselves = me.pid();
scope.join(me, changes(), [ourselves]).await.map_err(|_| StoreError::NobodyTells)?;
Ok(monitor)
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
let _ = (Self::join(me, &self.scope), sleep(PAUSE));
Heard::Gap
// ANCHOR_END: cut_watch
