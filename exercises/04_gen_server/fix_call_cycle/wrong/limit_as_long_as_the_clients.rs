// The default on both sides: the customer gives up in the moment in which we do.
// ANCHOR: cut_limits
Err(_) => Answer::reply(Told::NoStock),
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
stock.call_within(me, need, Some(STOCK_LIMIT)).await
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
Duration::from_secs(5);
// ANCHOR_END: cut_limits
