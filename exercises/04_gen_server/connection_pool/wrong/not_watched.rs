// Watches who holds, and not who waits.
// ANCHOR: cut_lend
if let Some(connection) = self.free.pop_front() {
    self.held.push(Held { connection, ticket, holder: client });
    actions.push(Action::Monitor { ticket, client });
    actions.push(Action::Give { ticket, connection });
    return actions;
}
// ANCHOR_END: cut_lend
