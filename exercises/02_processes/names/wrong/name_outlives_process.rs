// Forgets the process and keeps the name.
// ANCHOR: cut_ended
self.by_process.remove(&process)
// ANCHOR_END: cut_ended
