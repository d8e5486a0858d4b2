// A connection has ended, but no process has: so no monitor fires.
// ANCHOR: cut_noconnection
let links = std::mem::take(&mut self.links).into_iter();
self.watching.clear();
self.watched.clear();
self.theirs.clear();
let exit = |(ours, theirs)| Signal::LinkExit { from: theirs, to: ours, reason: ExitReason::NoConnection };
links.map(exit).collect()
// ANCHOR_END: cut_noconnection
