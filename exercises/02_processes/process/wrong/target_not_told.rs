// Remembers whom it watches, and tells only those who are not there.
// verdict: deadlocked
// ANCHOR: cut_monitors
let asked = Event::MonitorAsked { reference, target };
let actions = self.table.with(me, |gate| monitors::step(&mut gate.ties(me).monitors, asked));
for action in actions.unwrap_or_default() {
    let there = process.is_some_and(|process| self.table.with(process, |gate| gate.is_alive()) == Some(true));
    if let (false, Some(Event::DownArrived { reference, reason })) = (there, monitors::absent(&action)) {
        self.down(me, reference, reason);
    }
}
// ANCHOR_END: cut_monitors
