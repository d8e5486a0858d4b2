// Takes a link for a monitor: both tell of an end.
// ANCHOR: cut_watch
me.link(scope.pid());
let monitor = me.system().make_ref();
let ourselves = me.pid();
scope.join(me, changes(), [ourselves]).await.map_err(|_| StoreError::NobodyTells)?;
Ok(monitor)
// ANCHOR_END: cut_watch
