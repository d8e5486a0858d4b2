// Answers the number from before, as fetch_add does.
// ANCHOR: cut_server
Answer::reply(match request {
    Request::Add(more) => self.0.add(more),
    Request::Value => self.0.value(),
    Request::Reset => self.0.reset(),
})
// ANCHOR_END: cut_server
// ANCHOR: cut_server
self.0.add(more);
Next::Receive
// ANCHOR_END: cut_server
// ANCHOR: cut_server
let before = self.value;
self.value += more;
before
// ANCHOR_END: cut_server
