// What was counted until the reset, nobody ever hears of.
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
self.value += more;
self.value
// ANCHOR_END: cut_server
// ANCHOR: cut_server
self.value = 0;
self.value
// ANCHOR_END: cut_server
