// Delivers the same DOWN twice.
// ANCHOR: cut_monitors
let asked = Event::MonitorAsked { reference, target };
let actions = self.table.with(me, |gate| monitors::step(&mut gate.ties(me).monitors, asked));
for action in actions.unwrap_or_default() {
    let arrived = process.is_some_and(|process| {
        let event = Event::MonitorArrived { reference, watcher: me };
        self.table.with(process, |gate| self.watched(process, gate, event)).unwrap_or(false)
    });
    if let (false, Some(Event::DownArrived { reference, reason })) = (arrived, monitors::absent(&action)) {
        self.down(me, reference, reason);
    }
}
// ANCHOR_END: cut_monitors
// ANCHOR: cut_monitors
let arrived = Event::DownArrived { reference, reason };
match monitors::step(&mut gate.existing_ties()?.monitors, arrived).pop() {
    Some(Action::Deliver { reference, target, reason }) => {
        let down = Down { reference, target, reason };
        let from = process_of(&down.target).unwrap_or(Pid::OUTSIDE);
        let bell = gate.push(Envelope::new(from, down.clone()));
        let _ = gate.push(Envelope::new(from, down.clone()));
        Some((down, bell))
    }
    _ => None,
}
// ANCHOR_END: cut_monitors
