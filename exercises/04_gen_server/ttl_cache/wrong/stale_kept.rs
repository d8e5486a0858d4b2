// Hides what has expired, and keeps it.
// ANCHOR: cut_expire
now < self.expires_at
// ANCHOR_END: cut_expire
// ANCHOR: cut_expire
self.entries.insert(key, Entry { value, expires_at: now.saturating_add(ttl) });
// ANCHOR_END: cut_expire
// ANCHOR: cut_expire
self.entries.get(key).filter(|entry| entry.is_alive(now)).map(|entry| entry.value.as_str())
// ANCHOR_END: cut_expire
