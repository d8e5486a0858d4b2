// The call fails, and a failed call counts as an empty account.
// ANCHOR: cut_direct
let has = crate::client::balance(me, from).await.unwrap_or(0);
// ANCHOR_END: cut_direct
