// Adds, and leaves the one who asked waiting.
// ANCHOR: cut_server
match request {
    Request::Add(more) => {
        self.0.add(more);
        Answer::no_reply()
    }
    Request::Value => Answer::reply(self.0.value()),
    Request::Reset => Answer::reply(self.0.reset()),
}
// ANCHOR_END: cut_server
