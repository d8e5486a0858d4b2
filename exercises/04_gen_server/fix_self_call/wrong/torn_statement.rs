// Each line is asked for when it is written, and the world has gone on.
// ANCHOR: cut_hidden
let balance = crate::client::balance(writer, name).await.expect("the accounts answer");
// ANCHOR_END: cut_hidden
