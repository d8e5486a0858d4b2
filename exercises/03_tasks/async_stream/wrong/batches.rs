// Takes the next items when all tasks of the last batch have ended.
// ANCHOR: cut_bounded
if !self.running.is_empty() {
    return;
}
while self.running.len() < self.options.max_concurrency {
    let Some(item) = self.items.next() else { return };
    let work = (self.work)(item);
    self.running.push(Running::start(me, self.taken, self.link, self.options, work));
    self.taken += 1;
}
// ANCHOR_END: cut_bounded
