// Watches the task and forgets the link.
// ANCHOR: cut_async_link
self.async_nolink(me, work).await
// ANCHOR_END: cut_async_link
