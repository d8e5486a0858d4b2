// What comes out of a handshake goes out, a failure too.
// ANCHOR: cut_strangers
let _ = &self.log;
loop {
    tokio::select! {
        biased;
        Some(shaken) = self.shaking.next() => return shaken,
        stream = self.beneath.accept() => {
            self.shaking.push(shake(self.acceptor.clone(), stream?, self.patience));
        }
    }
}
// ANCHOR_END: cut_strangers
