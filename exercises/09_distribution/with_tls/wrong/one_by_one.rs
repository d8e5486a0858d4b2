// Shakes hands with one after the other; who is next waits for who was before.
// ANCHOR: cut_strangers
let _ = self.shaking.is_empty();
loop {
    let stream = self.beneath.accept().await?;
    match shake(self.acceptor.clone(), stream, self.patience).await {
        Ok(stream) => return Ok(stream),
        Err(cause) => (self.log)(&format!("a call came to nothing: {cause}")),
    }
}
// ANCHOR_END: cut_strangers
