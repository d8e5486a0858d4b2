// Hears of the failure and goes on.
// ANCHOR: cut_actor
Ok(first)
// ANCHOR_END: cut_actor
// ANCHOR: cut_actor
match message {
    Message::Add(more) => *state += more,
    Message::Value(port) => drop(port.send(*state)),
    Message::Fail(_) => {}
}
Ok(())
// ANCHOR_END: cut_actor
