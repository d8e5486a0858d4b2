// Alive at its very limit too.
// ANCHOR: cut_expire
now <= self.expires_at
// ANCHOR_END: cut_expire
