// Takes the reply and forgets that a task which has replied ends as well.
// ANCHOR: cut_wait
let replied = letter.peek::<Reply<T>>().is_some_and(|reply| reply.reference == self.reference);
let ended = letter.peek::<Down>().is_some_and(|down| down.reference == self.reference);
replied || ended
// ANCHOR_END: cut_wait
// ANCHOR: cut_wait
let _ = (me, Flush::Yes);
match letter.open::<Reply<T>>() {
    Ok(reply) => Ok(reply.value),
    Err(letter) => {
        let down = letter.open::<Down>().expect("a letter of a task is its reply or its DOWN");
        Err(down.reason)
    }
}
// ANCHOR_END: cut_wait
