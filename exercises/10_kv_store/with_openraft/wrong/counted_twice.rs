// What stands in the log is done, as often as it stands there.
// ANCHOR: cut_apply
self.tickets.insert(order.ticket);
match order.value {
    Some(value) => drop(self.rows.insert(order.key, value)),
    None => drop(self.rows.remove(&order.key)),
}
// ANCHOR_END: cut_apply
