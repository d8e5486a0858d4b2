// Starts a task for every item at once.
// ANCHOR: cut_bounded
while let Some(item) = self.items.next() {
    let work = (self.work)(item);
    self.running.push(Running::start(me, self.taken, self.link, self.options, work));
    self.taken += 1;
}
// ANCHOR_END: cut_bounded
