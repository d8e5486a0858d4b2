// Whatever has no reply may have happened.
// ANCHOR: cut_unknown
Ending::Failed { .. } | Ending::Unknown => Some(Self { id, op, begin, end: NEVER, reply: None, free }),
// ANCHOR_END: cut_unknown
