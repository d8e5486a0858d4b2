// Refuses the hit that reaches the limit.
// ANCHOR: cut_limit
let (window, hits) = (self.window(now), count(self.limit.hits));
let key = term!({(user), (window)});
let operation = (2, 1, hits + 1, hits + 1);
let used = self.table.update_counter_or(me, &key, operation, &term!({(&key), 0}))?;
Ok(match used.as_int().unwrap_or(hits + 1) {
    used if used < hits => Decision::Allow { left: (hits - used).try_into().unwrap_or(0) },
    _ => Decision::Wait(self.begin(window + 1) - now),
})
// ANCHOR_END: cut_limit
