// A stack in the place of the line.
// ANCHOR: cut_line
self.waiting.push_back((ticket, client));
actions
// ANCHOR_END: cut_line
// ANCHOR: cut_line
if let Some((ticket, holder)) = self.waiting.pop_back() {
    self.held.push(Held { connection, ticket, holder });
    return Some(Action::Give { ticket, connection });
}
// ANCHOR_END: cut_line
