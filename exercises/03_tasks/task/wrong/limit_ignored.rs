// Waits as long as it takes.
// ANCHOR: cut_wait
let replied = letter.peek::<Reply<T>>().is_some_and(|reply| reply.reference == self.reference);
let ended = letter.peek::<Down>().is_some_and(|down| down.reference == self.reference);
replied || ended
// ANCHOR_END: cut_wait
// ANCHOR: cut_wait
match letter.open::<Reply<T>>() {
    Ok(reply) => {
        me.demonitor(self.reference, Flush::Yes);
        Ok(reply.value)
    }
    Err(letter) => {
        let down = letter.open::<Down>().expect("a letter of a task is its reply or its DOWN");
        Err(down.reason)
    }
}
// ANCHOR_END: cut_wait
// ANCHOR: cut_wait
let _ = limit;
self.owned(me);
let letter = me.receive_where(|letter| self.concerns(letter)).await;
match self.outcome(me, letter) {
    Ok(value) => value,
    Err(reason) => me.stop(reason).await,
}
// ANCHOR_END: cut_wait
