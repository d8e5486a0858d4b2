// Takes the task without link of chapter 3: it replies as it should, and nobody supervises it.
// ANCHOR: cut_async_nolink
Ok(task::start_nolink(me, work))
// ANCHOR_END: cut_async_nolink
