// Adds to a copy.
// ANCHOR: cut_actor
Ok(first)
// ANCHOR_END: cut_actor
// ANCHOR: cut_actor
let mut value = *state;
match message {
    Message::Add(more) => value += more,
    Message::Value(port) => drop(port.send(value)),
    Message::Fail(text) => return Err(text.into()),
}
Ok(())
// ANCHOR_END: cut_actor
