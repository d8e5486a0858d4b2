// Looks how many there are, and writes one more.
// ANCHOR: cut_limit
let (window, hits) = (self.window(now), count(self.limit.hits));
let key = term!({(user), (window)});
let row = self.table.lookup_one(me, &key)?;
let used = row.and_then(|row| row.as_tuple()?.get(1)?.as_int()).unwrap_or(0) + 1;
self.table.insert(me, term!({(&key), (used.min(hits + 1))}))?;
Ok(match used {
    used if used <= hits => Decision::Allow { left: (hits - used).try_into().unwrap_or(0) },
    _ => Decision::Wait(self.begin(window + 1) - now),
})
// ANCHOR_END: cut_limit
