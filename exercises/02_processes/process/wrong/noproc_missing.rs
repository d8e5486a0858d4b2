// Nobody answers for a target that is not there.
// verdict: deadlocked
// ANCHOR: cut_monitors
let _ = monitors::absent::<Pid, Ref>;
let asked = Event::MonitorAsked { reference, target };
let actions = self.table.with(me, |gate| monitors::step(&mut gate.ties(me).monitors, asked));
for _ in actions.unwrap_or_default() {
    let event = Event::MonitorArrived { reference, watcher: me };
    let _ = process.map(|process| self.table.with(process, |gate| self.watched(process, gate, event)));
}
// ANCHOR_END: cut_monitors
