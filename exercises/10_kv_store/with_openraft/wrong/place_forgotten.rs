// Only orders count: what else stands in the log is no business of a store.
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
if let EntryPayload::Normal(order) = entry.payload {
    state.applied = Some(entry.log_id);
    state.carry_out(order);
}
answers.push(());
// ANCHOR_END: cut_apply
