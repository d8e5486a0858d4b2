// The limit is right; what follows from it is the end of a server that has done nothing wrong.
// ANCHOR: cut_limits
Err(error) => Answer::NoReply(Next::Stop(ExitReason::Other(error.to_string().into()))),
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
stock.call_within(me, need, Some(STOCK_LIMIT)).await
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
Duration::from_secs(2);
// ANCHOR_END: cut_limits
