// Starts the load, and notes nobody who waits for it.
// ANCHOR: cut_fetch
if let Some(value) = self.cache.peek(me, &key) {
    return Answer::reply(Reply::Loaded(Ok(value)));
}
let _ = from;
if !self.current.contains_key(&key) {
    self.start(key, me);
}
Answer::no_reply()
// ANCHOR_END: cut_fetch
