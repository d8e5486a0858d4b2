// Answers only when there is a value.
// ANCHOR: cut_fetch
if let Some(value) = self.cache.peek(me, &key) {
    return Answer::reply(Reply::Loaded(Ok(value)));
}
let load = match self.current.get(&key) {
    Some(load) => *load,
    None => self.start(key, me),
};
self.loads.get_mut(&load).expect("a current load runs").clients.push(from);
Answer::no_reply()
// ANCHOR_END: cut_fetch
// ANCHOR: cut_fetch
let (load, _) = me.spawn_monitor(move |me| async move {
    let value = loader.load(key).await;
    me.send(owner, Loaded(value));
});
load
// ANCHOR_END: cut_fetch
// ANCHOR: cut_fetch
if let (true, Ok(value)) = (is_current, &result) {
    self.store(&key, value, self.cache.settings.ttl, me);
    for client in clients {
        client.reply(me, Reply::Loaded(result.clone()));
    }
}
// ANCHOR_END: cut_fetch
