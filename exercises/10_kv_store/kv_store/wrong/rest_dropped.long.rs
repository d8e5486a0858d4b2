// Hands out whatever waits.
// ANCHOR: cut_pages
while self.waiting.len() < self.limit && !self.is_read() {
    self.read_on(me)?;
}
Ok(std::mem::take(&mut self.waiting))
// ANCHOR_END: cut_pages
