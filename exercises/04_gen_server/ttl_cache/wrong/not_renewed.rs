// Changes the value and keeps the old end.
// ANCHOR: cut_expire
now < self.expires_at
// ANCHOR_END: cut_expire
// ANCHOR: cut_expire
let expires_at = self.entries.get(&key).map_or(now.saturating_add(ttl), |entry| entry.expires_at);
self.entries.insert(key, Entry { value, expires_at });
// ANCHOR_END: cut_expire
