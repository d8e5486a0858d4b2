// Sends the request and hopes for the best.
// ANCHOR: cut_owner
let options = options.protected();
// ANCHOR_END: cut_owner
// ANCHOR: cut_owner
let Some(keeper) = Server::<Keeper>::whereis(me.system(), &of.keeper_name()) else {
    return Init::Stop("no keeper".into());
};
match keeper.call(me, Claim).await {
    Ok(true) => Init::ok(Self { of, table: me.receive::<Transfer>().await.table }),
    _ => Init::Stop("not given".into()),
}
// ANCHOR_END: cut_owner
// ANCHOR: cut_owner
match request {
    Request::Put { key, value } => {
        let row = term!({(key.clone()), (value.clone())});
        self.table.insert(me, row).expect("the table is ours");
        term!({:changed, (key), (value)})
    }
    Request::Delete { key } => {
        self.table.delete(me, &key).expect("the table is ours");
        term!({:deleted, (key)})
    }
}
// ANCHOR_END: cut_owner
// ANCHOR: cut_owner
if let Some(owner) = owner {
    let _ = owner.call(me, request).await;
}
let _ = StoreError::NoOwner;
Ok(())
// ANCHOR_END: cut_owner
