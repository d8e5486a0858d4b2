// Takes the first arrival after it has slept, whatever it is.
// ANCHOR: cut_receive
self.collect();
if let Some(message) = self.take(&mut matches) {
    return message;
}
let message = self.next_arrival().await;
let _ = matches(&message);
message
// ANCHOR_END: cut_receive
