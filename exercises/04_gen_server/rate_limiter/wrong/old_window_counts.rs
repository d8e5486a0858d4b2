// Never begins a new window.
// ANCHOR: cut_fixed
let (begin, limit) = (self.begin(now), self.limit);
let used = self.users.entry(user.to_owned()).or_default();
used.begin = begin;
if used.hits == limit.hits {
    return Decision::Wait(begin + limit.window - now);
}
used.hits += 1;
Decision::Allow { left: limit.hits - used.hits }
// ANCHOR_END: cut_fixed
