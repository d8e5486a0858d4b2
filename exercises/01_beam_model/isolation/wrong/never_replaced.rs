// Tells the caller, and leaves a dead owner in place.
// ANCHOR: cut_owner
let (reply, answer) = oneshot::channel();
let _ = self.mailbox.send(Ask { n, reply });
if let Ok(total) = answer.await {
    return Ok(total);
}
self.restarts += 1;
Err(Crash { request: n, reason: format!("request {n}: no such account") })
// ANCHOR_END: cut_owner
