// The members are what the engine knows; the store need not.
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
    EntryPayload::Normal(order) => state.carry_out(order),
    EntryPayload::Blank | EntryPayload::Membership(_) => {}
}
answers.push(());
// ANCHOR_END: cut_apply
