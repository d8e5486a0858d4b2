// Carries out whatever an enter call says.
// ANCHOR: cut_enter
orders.push(if changed || repeat { Order::Enter { from } } else { self.go_on() });
// ANCHOR_END: cut_enter
// ANCHOR: cut_enter
let mut orders = self.act(actions);
// ANCHOR_END: cut_enter
