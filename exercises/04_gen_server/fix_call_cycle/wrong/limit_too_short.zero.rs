// No time at all: the orders never hear what the stock says.
// ANCHOR: cut_limits
Err(_) => Answer::reply(Told::NoStock),
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
stock.call_within(me, need, Some(STOCK_LIMIT)).await
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
Duration::ZERO;
// ANCHOR_END: cut_limits
