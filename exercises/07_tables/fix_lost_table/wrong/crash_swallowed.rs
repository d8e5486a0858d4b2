// Takes 0 for what it does not understand.
// ANCHOR: cut_claim
let _ = tables;
let Some(keeper) = Server::<Keeper>::whereis(me.system(), KEEPER) else {
    return Init::Stop("no keeper".into());
};
match keeper.call(me, Claim).await {
    Ok(true) => Init::ok(Self { table: me.receive::<Transfer>().await.table }),
    _ => Init::Stop("not given".into()),
}
// ANCHOR_END: cut_claim
// ANCHOR: cut_claim
let points = points.as_int().unwrap_or(0);
let row = term!({(player.as_str()), 0});
let total = self.table.update_counter_or(me, &player.into(), points, &row);
Answer::reply(total.ok().and_then(|total| total.as_int()).unwrap_or(0))
// ANCHOR_END: cut_claim
