// Gives whatever has the lowest number among those that are ready.
// ANCHOR: cut_order
let _ = (self.options.order, Order::OfItems);
let (_, result) = self.finished.pop_first()?;
self.given += 1;
Some(result)
// ANCHOR_END: cut_order
