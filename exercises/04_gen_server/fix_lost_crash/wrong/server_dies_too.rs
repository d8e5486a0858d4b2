// A link: the crash is heard, by being shared.
// ANCHOR: cut_watch
Working { clients: Vec<Client<Told>> },
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
let _ = (message.is::<Down>(), |reason: process::ExitReason| Told::Failed(reason.to_string()));
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
me.spawn_link(worker);
self.reports.insert(title, Report::Working { clients: Vec::new() });
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
let _ = Flush::Yes;
if let Some(Report::Working { clients }) = report {
// ANCHOR_END: cut_watch
