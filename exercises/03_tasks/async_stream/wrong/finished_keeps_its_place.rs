// Counts results that nobody has taken yet as tasks at work.
// ANCHOR: cut_bounded
while self.running.len() + self.finished.len() < self.options.max_concurrency {
    let Some(item) = self.items.next() else { return };
    let work = (self.work)(item);
    self.running.push(Running::start(me, self.taken, self.link, self.options, work));
    self.taken += 1;
}
// ANCHOR_END: cut_bounded
