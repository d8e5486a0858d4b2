// Empties the log when a new minute begins: a fixed window with more memory.
// ANCHOR: cut_sliding
let Limit { hits, window } = self.limit;
let minute = |at: Duration| at.as_nanos() / window.as_nanos();
let log = self.users.entry(user.to_owned()).or_default();
if log.back().is_some_and(|newest| minute(*newest) != minute(now)) {
    log.clear();
}
match log.front() {
    Some(oldest) if log.len() == hits => Decision::Wait(*oldest + window - now),
    _ => {
        log.push_back(now);
        Decision::Allow { left: hits - log.len() }
    }
}
// ANCHOR_END: cut_sliding
