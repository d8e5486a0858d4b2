// Forgets whose they were; they still fire.
// ANCHOR: cut_ended
self.by_process.remove(process);
// ANCHOR_END: cut_ended
