// The rows are here, and this member leads: it may tell them.
// ANCHOR: cut_read
Ok(Answer::Value(self.machine().value(key)))
// ANCHOR_END: cut_read
