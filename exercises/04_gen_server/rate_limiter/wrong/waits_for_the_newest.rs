// Waits until the whole log is old.
// ANCHOR: cut_sliding
let Limit { hits, window } = self.limit;
let log = self.users.entry(user.to_owned()).or_default();
while log.front().is_some_and(|oldest| *oldest + window <= now) {
    log.pop_front();
}
match log.back() {
    Some(newest) if log.len() == hits => Decision::Wait(*newest + window - now),
    _ => {
        log.push_back(now);
        Decision::Allow { left: hits - log.len() }
    }
}
// ANCHOR_END: cut_sliding
