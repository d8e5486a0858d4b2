// Takes an item first and looks for a place afterwards.
// ANCHOR: cut_bounded
while let Some(item) = self.items.next() {
    if self.running.len() >= self.options.max_concurrency {
        return;
    }
    let work = (self.work)(item);
    self.running.push(Running::start(me, self.taken, self.link, self.options, work));
    self.taken += 1;
}
// ANCHOR_END: cut_bounded
