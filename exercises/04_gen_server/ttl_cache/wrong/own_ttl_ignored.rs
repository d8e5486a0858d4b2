// Every entry lives as long as the settings say.
// ANCHOR: cut_serve
self.started.elapsed()
// ANCHOR_END: cut_serve
// ANCHOR: cut_serve
let _ = ttl;
self.cache.put(key, value, self.settings.ttl, self.now());
Next::Receive
// ANCHOR_END: cut_serve
