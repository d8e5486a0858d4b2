// Looks at the clock when something happens, and nothing happens any more.
// ANCHOR: cut_calm
let mut actions = Vec::new();
if change != Change::Nothing {
    self.calm_since = now;
}
if change == Change::Less && self.role == Role::Active {
    self.role = Role::Paused;
    actions.push(Action::Pause);
}
if self.role == Role::Paused && self.may_go_on() && now >= self.calm_since + CALM {
    self.role = Role::Active;
    actions.push(Action::GoOn);
}
actions
// ANCHOR_END: cut_calm
