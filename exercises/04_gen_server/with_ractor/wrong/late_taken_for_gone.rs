// Whatever is no value means that nobody is there.
// ANCHOR: cut_call
match counter.call(Message::Value, limit).await {
    Ok(CallResult::Success(value)) => Ok(value),
    _ => Err(Failure::Gone),
}
// ANCHOR_END: cut_call
