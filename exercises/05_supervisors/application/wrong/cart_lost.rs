// Writes the cart down, and never reads it: every life of a session begins with an empty one.
// ANCHOR: cut_let_it_crash
Err(error) => Answer::NoReply(Next::Stop(error.into())),
// ANCHOR_END: cut_let_it_crash
// ANCHOR: cut_let_it_crash
Init::ok(Self { setup, user, cart: String::new() })
// ANCHOR_END: cut_let_it_crash
