// An enter call after every answer.
// ANCHOR: cut_enter
let _ = (changed, repeat);
orders.push(Order::Enter { from });
// ANCHOR_END: cut_enter
