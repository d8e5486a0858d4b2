// Asks the others whether it leads still, and then reads what it has applied so far.
// ANCHOR: cut_read
match self.raft().get_read_log_id().await {
    Ok(_) => Ok(Answer::Value(self.machine().value(key))),
    Err(error) => Err(error.forward_to_leader().into()),
}
// ANCHOR_END: cut_read
