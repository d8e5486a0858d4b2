// Takes the reply, and sends it to nobody.
// ANCHOR: cut_call
Answer::Reply(reply, next) => {
    let _ = reply;
    Ok(next)
}
Answer::NoReply(next) => Ok(next),
// ANCHOR_END: cut_call
