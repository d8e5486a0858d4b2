// Asks whether the connection is out, and not who has it.
// ANCHOR: cut_lend
actions.push(Action::Monitor { ticket, client });
if let Some(connection) = self.free.pop_front() {
    self.held.push(Held { connection, ticket, holder: client });
    actions.push(Action::Give { ticket, connection });
    return actions;
}
// ANCHOR_END: cut_lend
// ANCHOR: cut_lend
let _ = client;
let Some(at) = self.held.iter().position(|held| held.connection == connection) else {
    return vec![Action::Refuse { ticket }];
};
let over = self.held.remove(at);
let mut actions = vec![Action::Confirm { ticket }, Action::Demonitor { ticket: over.ticket }];
actions.extend(self.pass_on(connection));
actions
// ANCHOR_END: cut_lend
