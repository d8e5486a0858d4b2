// Shares the load that runs, and does not look into the table again.
// ANCHOR: cut_fetch
let load = match self.current.get(&key) {
    Some(load) => *load,
    None => self.start(key, me),
};
self.loads.get_mut(&load).expect("a current load runs").clients.push(from);
Answer::no_reply()
// ANCHOR_END: cut_fetch
