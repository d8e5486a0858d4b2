// Monitors the worker, and does not open the letter.
// ANCHOR: cut_watch
Working { monitor: Ref, clients: Vec<Client<Told>> },
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
let _ = (message.is::<Down>(), |reason: process::ExitReason| Told::Failed(reason.to_string()));
// ANCHOR_END: cut_watch
