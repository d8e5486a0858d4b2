// Hands out a page, and forgets what did not fit.
// ANCHOR: cut_pages
while self.waiting.len() < self.limit && !self.is_read() {
    self.read_on(me)?;
}
let mut page = std::mem::take(&mut self.waiting);
page.truncate(self.limit);
Ok(page)
// ANCHOR_END: cut_pages
