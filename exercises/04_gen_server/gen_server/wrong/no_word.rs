// verdict: deadlocked
// Serves without a word to the starter, who waits for it.
// ANCHOR: cut_start
let _ = (Ack(Ok(())), starter);
serve(state, next, parent, me).await
// ANCHOR_END: cut_start
