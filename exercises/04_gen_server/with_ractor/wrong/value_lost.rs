// Has the reply in its hand, and answers with something else.
// ANCHOR: cut_call
match counter.call(Message::Value, limit).await {
    Ok(CallResult::Success(_)) => Ok(0),
    Ok(CallResult::Timeout) => Err(Failure::Late),
    Ok(CallResult::SenderError) | Err(_) => Err(Failure::Gone),
}
// ANCHOR_END: cut_call
