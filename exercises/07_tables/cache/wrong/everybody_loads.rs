// A load for each request.
// ANCHOR: cut_fetch
let load = self.start(key, me);
self.loads.get_mut(&load).expect("a current load runs").clients.push(from);
Answer::no_reply()
// ANCHOR_END: cut_fetch
