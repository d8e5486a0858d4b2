// Counts the calm from the loss on, whatever else happens meanwhile.
// ANCHOR: cut_calm
let mut actions = Vec::new();
if change == Change::Less && self.role == Role::Active {
    self.role = Role::Paused;
    self.calm_since = now;
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
