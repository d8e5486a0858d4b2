// Adds, and panics when the time to live is for ever.
// ANCHOR: cut_expire
now < self.expires_at
// ANCHOR_END: cut_expire
// ANCHOR: cut_expire
self.entries.insert(key, Entry { value, expires_at: now + ttl });
// ANCHOR_END: cut_expire
