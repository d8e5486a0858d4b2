// Keeps the order of the items, whatever was asked for.
// ANCHOR: cut_order
let _ = (self.options.order, Order::OfItems);
let result = self.finished.remove(&self.given)?;
self.given += 1;
Some(result)
// ANCHOR_END: cut_order
