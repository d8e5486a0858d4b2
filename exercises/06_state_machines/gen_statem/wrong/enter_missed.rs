// Forgets `repeat_state`.
// ANCHOR: cut_enter
let _ = repeat;
orders.push(if changed { Order::Enter { from } } else { self.go_on() });
// ANCHOR_END: cut_enter
