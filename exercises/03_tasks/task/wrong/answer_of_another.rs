// Any reply will do.
// ANCHOR: cut_wait
let replied = letter.is::<Reply<T>>();
let ended = letter.peek::<Down>().is_some_and(|down| down.reference == self.reference);
replied || ended
// ANCHOR_END: cut_wait
