// Waits as long as it takes.
// ANCHOR: cut_call
let _ = limit;
match counter.call(Message::Value, None).await {
    Ok(CallResult::Success(value)) => Ok(value),
    Ok(CallResult::Timeout) => Err(Failure::Late),
    Ok(CallResult::SenderError) | Err(_) => Err(Failure::Gone),
}
// ANCHOR_END: cut_call
