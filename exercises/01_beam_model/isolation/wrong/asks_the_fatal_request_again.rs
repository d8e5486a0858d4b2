// A new owner, and at once the request that killed the old one.
// ANCHOR: cut_owner
let mut last = String::new();
for _ in 0..2 {
    let (reply, answer) = oneshot::channel();
    let _ = self.mailbox.send(Ask { n, reply });
    if let Ok(total) = answer.await {
        return Ok(total);
    }
    let (mailbox, owner) = start_owner();
    let dead = std::mem::replace(&mut self.owner, owner);
    self.mailbox = mailbox;
    self.restarts += 1;
    last = dead.await.map_or_else(reason, |()| "left".to_owned());
}
Err(Crash { request: n, reason: last })
// ANCHOR_END: cut_owner
