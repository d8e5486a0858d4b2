// Notes every hit, the refused ones too: who knocks is never let in.
// ANCHOR: cut_sliding
let Limit { hits, window } = self.limit;
let log = self.users.entry(user.to_owned()).or_default();
while log.front().is_some_and(|oldest| *oldest + window <= now) {
    log.pop_front();
}
log.push_back(now);
if log.len() > hits {
    return Decision::Wait(log[log.len() - 1 - hits] + window - now);
}
Decision::Allow { left: hits - log.len() }
// ANCHOR_END: cut_sliding
