// Looks, and then changes: between the two somebody else looks.
// ANCHOR: cut_get_and_update
self.ask(me, Job::new("get_and_update", function)).await
// ANCHOR_END: cut_get_and_update
// ANCHOR: cut_get_and_update
let next = counter.get(me, |next| *next).await?;
counter.update(me, move |state| *state = next + 1).await?;
Ok(next)
// ANCHOR_END: cut_get_and_update
