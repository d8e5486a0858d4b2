// Joins, and does not ask what becomes of the scope.
// ANCHOR: cut_watch
let monitor = me.system().make_ref();
let ourselves = me.pid();
scope.join(me, changes(), [ourselves]).await.map_err(|_| StoreError::NobodyTells)?;
Ok(monitor)
// ANCHOR_END: cut_watch
