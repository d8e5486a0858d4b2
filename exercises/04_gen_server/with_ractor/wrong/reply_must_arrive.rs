// Makes its own failure of a client that has gone.
// ANCHOR: cut_actor
Ok(first)
// ANCHOR_END: cut_actor
// ANCHOR: cut_actor
match message {
    Message::Add(more) => *state += more,
    Message::Value(port) => port.send(*state)?,
    Message::Fail(text) => return Err(text.into()),
}
Ok(())
// ANCHOR_END: cut_actor
