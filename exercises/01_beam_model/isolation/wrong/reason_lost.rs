// A new owner is there, and nobody will ever know what happened to the old one.
// ANCHOR: cut_owner
let (reply, answer) = oneshot::channel();
let _ = self.mailbox.send(Ask { n, reply });
if let Ok(total) = answer.await {
    return Ok(total);
}
(self.mailbox, self.owner) = start_owner();
self.restarts += 1;
Err(Crash { request: n, reason: "the owner crashed".to_owned() })
// ANCHOR_END: cut_owner
