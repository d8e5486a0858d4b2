// Reads first, and then asks the others whether it was right to do so.
// ANCHOR: cut_read
let value = self.machine().value(key);
match self.raft().ensure_linearizable().await {
    Ok(_) => Ok(Answer::Value(value)),
    Err(error) => Err(error.forward_to_leader().into()),
}
// ANCHOR_END: cut_read
