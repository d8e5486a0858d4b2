// An error is an error, and the client hears it.
// ANCHOR: cut_answer
match self.raft().client_write(order).await {
    Ok(_) => Ok(Answer::Done),
    Err(_) => Ok(Answer::Unavailable),
}
// ANCHOR_END: cut_answer
