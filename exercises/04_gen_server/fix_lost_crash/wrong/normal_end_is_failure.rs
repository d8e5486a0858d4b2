// The monitor stays, and its DOWN finds the report by the title.
// ANCHOR: cut_watch
Working { monitor: Ref, clients: Vec<Client<Told>> },
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
if let Ok(Down { reference, reason, .. }) = message.open() {
    let concerns = |report: &Report| matches!(report, Report::Working { monitor, .. } if *monitor == reference);
    let title = self.reports.iter().find(|(_, report)| concerns(report)).map(|(title, _)| *title);
    let title = title.or_else(|| self.reports.iter().find(|(_, r)| matches!(r, Report::Over(Told::Done(_)))).map(|(t, _)| *t));
    if let Some(title) = title {
        self.over(title, Told::Failed(reason.to_string()), me);
    }
}
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
let (_, monitor) = me.spawn_monitor(worker);
self.reports.insert(title, Report::Working { monitor, clients: Vec::new() });
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
let _ = Flush::Yes;
if let Some(Report::Working { clients, .. }) = report {
// ANCHOR_END: cut_watch
