// Answers those who asked; nobody asked for a blank entry.
// ANCHOR: cut_apply
if !self.tickets.insert(order.ticket) {
    return;
}
match order.value {
    Some(value) => drop(self.rows.insert(order.key, value)),
    None => drop(self.rows.remove(&order.key)),
}
// ANCHOR_END: cut_apply
// ANCHOR: cut_apply
state.applied = Some(entry.log_id);
match entry.payload {
    EntryPayload::Blank => {}
    EntryPayload::Normal(order) => {
        state.carry_out(order);
        answers.push(());
    }
    EntryPayload::Membership(members) => {
        state.membership = Membership::new(Some(entry.log_id), members);
    }
}
// ANCHOR_END: cut_apply
