// No answer is no answer, whatever it is that happened.
// ANCHOR: cut_get_update
let Ok(answer) = me.call::<Answer>(self.pid, job, self.limit).await else {
    return Err(CallError::Timeout);
};
Ok(opened(answer))
// ANCHOR_END: cut_get_update
