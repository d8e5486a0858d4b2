// Ties the owner to its loads.
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
let load = me.spawn_link(move |me| async move {
    let value = loader.load(key).await;
    me.send(owner, Loaded(value));
});
me.monitor(load);
load
// ANCHOR_END: cut_fetch
