// Sends everybody away for a whole window.
// ANCHOR: cut_fixed
let (begin, limit) = (self.begin(now), self.limit);
let used = self.users.entry(user.to_owned()).or_default();
if used.begin != begin {
    *used = Used { begin, hits: 0 };
}
if used.hits == limit.hits {
    return Decision::Wait(limit.window);
}
used.hits += 1;
Decision::Allow { left: limit.hits - used.hits }
// ANCHOR_END: cut_fixed
