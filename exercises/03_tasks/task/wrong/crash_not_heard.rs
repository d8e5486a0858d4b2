// Waits for the reply only: of a crash the owner hears nothing but its own limit.
// ANCHOR: cut_wait
let _ = letter.peek::<Down>();
letter.peek::<Reply<T>>().is_some_and(|reply| reply.reference == self.reference)
// ANCHOR_END: cut_wait
