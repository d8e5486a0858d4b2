// One counter for everybody.
// ANCHOR: cut_fixed
let (begin, limit) = (self.begin(now), self.limit);
let _ = user;
let used = self.users.entry(String::new()).or_default();
if used.begin != begin {
    *used = Used { begin, hits: 0 };
}
if used.hits == limit.hits {
    return Decision::Wait(begin + limit.window - now);
}
used.hits += 1;
Decision::Allow { left: limit.hits - used.hits }
// ANCHOR_END: cut_fixed
