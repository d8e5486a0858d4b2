// The handler uses the function that is there for others.
// ANCHOR: cut_direct
let has = crate::client::balance(me, from).await.expect("the accounts answer");
// ANCHOR_END: cut_direct
