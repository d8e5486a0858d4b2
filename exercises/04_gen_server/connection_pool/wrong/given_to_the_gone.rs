// Thinks of those who hold, and leaves those who wait in the line.
// ANCHOR: cut_gone
// ANCHOR_END: cut_gone
// ANCHOR: cut_gone
let mut actions = vec![Action::Demonitor { ticket }];
actions.extend(self.end(ticket));
actions
// ANCHOR_END: cut_gone
