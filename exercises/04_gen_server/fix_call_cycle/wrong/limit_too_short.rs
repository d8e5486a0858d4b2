// Gives up on a stock that has work to do.
// ANCHOR: cut_limits
Err(_) => Answer::reply(Told::NoStock),
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
stock.call_within(me, need, Some(STOCK_LIMIT)).await
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
Duration::from_millis(100);
// ANCHOR_END: cut_limits
