// Side by side, and each for as long as it likes.
// ANCHOR: cut_strangers
loop {
    tokio::select! {
        biased;
        Some(shaken) = self.shaking.next() => match shaken {
            Ok(stream) => return Ok(stream),
            Err(cause) => (self.log)(&format!("a call came to nothing: {cause}")),
        },
        stream = self.beneath.accept() => {
            self.shaking.push(shake(self.acceptor.clone(), stream?, self.patience));
        }
    }
}
// ANCHOR_END: cut_strangers
// ANCHOR: cut_strangers
let shaken = Ok::<_, tokio::time::error::Elapsed>(acceptor.accept(stream).into_fallible().await);
// ANCHOR_END: cut_strangers
