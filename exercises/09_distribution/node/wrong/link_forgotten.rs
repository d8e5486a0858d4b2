// Tells who watches, and nobody who is linked.
// ANCHOR: cut_noconnection
let reason = ExitReason::NoConnection;
let watching = std::mem::take(&mut self.watching).into_iter();
let downs = watching.map(|(reference, watcher)| Signal::Down {
    to: watcher,
    reference,
    reason: reason.clone(),
});
let watched = std::mem::take(&mut self.watched).into_iter();
let forgotten = watched.map(|(reference, watched)| Signal::Demonitor {
    target: Target::Process(watched.process),
    reference,
});
self.theirs.clear();
self.links.clear();
downs.chain(forgotten).collect()
// ANCHOR_END: cut_noconnection
