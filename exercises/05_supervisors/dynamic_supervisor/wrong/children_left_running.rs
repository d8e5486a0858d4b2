// Trusts the links: its own end will tell them.
// ANCHOR: cut_at_once
self.children.clear();
Vec::new()
// ANCHOR_END: cut_at_once
