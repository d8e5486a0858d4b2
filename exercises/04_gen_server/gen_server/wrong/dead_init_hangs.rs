// verdict: deadlocked
// Waits for the word only; who dies in `init` cannot send it.
// ANCHOR: cut_start
me.send(starter, Ack(Ok(())));
serve(state, next, parent, me).await
// ANCHOR_END: cut_start
// ANCHOR: cut_start
let is_down = |letter: &Envelope| letter.peek().is_some_and(|down: &Down| down.reference == monitor);
let is_news = |letter: &Envelope| is_ack(letter, pid);
match limit {
    None => Some(me.receive_where(is_news).await),
    Some(limit) => me.receive_where_timeout(limit, is_news).await,
}
// ANCHOR_END: cut_start
