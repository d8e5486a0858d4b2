// Whatever is no value will come later.
// ANCHOR: cut_call
match counter.call(Message::Value, limit).await {
    Ok(CallResult::Success(value)) => Ok(value),
    _ => Err(Failure::Late),
}
// ANCHOR_END: cut_call
