// Makes the gap smaller and calls it closed.
// ANCHOR: cut_race
let seen = store.call(me, Access::Get).await?;
let new = compute(seen).await;
let now = store.call(me, Access::Get).await?;
store.call(me, Access::Put(now + (new - seen))).await?;
Ok(())
// ANCHOR_END: cut_race
