// Counts what is in memory.
// ANCHOR: cut_expire
now < self.expires_at
// ANCHOR_END: cut_expire
// ANCHOR: cut_expire
self.entries.insert(key, Entry { value, expires_at: now.saturating_add(ttl) });
// ANCHOR_END: cut_expire
// ANCHOR: cut_expire
if !self.entries.get(key)?.is_alive(now) {
    self.entries.remove(key);
}
self.entries.get(key).map(|entry| entry.value.as_str())
// ANCHOR_END: cut_expire
// ANCHOR: cut_expire
let _ = now;
self.entries.len()
// ANCHOR_END: cut_expire
