// Asks as `wait` does: a crash ends the owner.
// ANCHOR: cut_ask
self.owned(me);
let letter = me.receive_where_timeout(limit, |letter| self.concerns(letter)).await?;
match self.outcome(me, letter) {
    Ok(value) => Some(Ok(value)),
    Err(reason) => me.stop(reason).await,
}
// ANCHOR_END: cut_ask
