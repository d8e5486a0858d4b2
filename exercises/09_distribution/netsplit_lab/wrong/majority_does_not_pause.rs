// Whoever has the majority goes on as before.
// ANCHOR: cut_calm
let mut actions = Vec::new();
if change != Change::Nothing {
    self.calm_since = now;
}
if change == Change::Less && self.role == Role::Active && !self.may_go_on() {
    self.role = Role::Paused;
    actions.push(Action::Pause);
}
if self.role == Role::Paused && self.may_go_on() {
    let due = self.calm_since + CALM;
    if now >= due {
        self.role = Role::Active;
        actions.push(Action::GoOn);
    } else {
        actions.push(Action::WakeAt(due));
    }
}
actions
// ANCHOR_END: cut_calm
