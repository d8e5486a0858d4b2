// No question, and no answer either.
// ANCHOR: cut_send_along
let need = Need::Reserve { item, regular: true };
let _ = customer;
// ANCHOR_END: cut_send_along
