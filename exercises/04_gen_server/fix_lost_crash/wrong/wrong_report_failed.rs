// Any DOWN ends any report.
// ANCHOR: cut_watch
Working { monitor: Ref, clients: Vec<Client<Told>> },
// ANCHOR_END: cut_watch
// ANCHOR: cut_watch
if let Ok(Down { reason, .. }) = message.open() {
    let working = |report: &Report| matches!(report, Report::Working { .. });
    let title = self.reports.iter().find(|(_, report)| working(report)).map(|(title, _)| *title);
    if let Some(title) = title {
        self.over(title, Told::Failed(reason.to_string()), me);
    }
}
// ANCHOR_END: cut_watch
