// Whoever says nothing has all the time in the world.
// ANCHOR: cut_hostile
let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed::TooShort)?;
self.0 = rest;
Ok(taken)
// ANCHOR_END: cut_hostile
// ANCHOR: cut_hostile
let _ = (PATIENCE, timeout::<std::future::Ready<()>>);
what.await
// ANCHOR_END: cut_hostile
