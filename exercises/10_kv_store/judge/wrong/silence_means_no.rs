// No answer, no effect.
// ANCHOR: cut_unknown
Ending::Failed { .. } | Ending::Unknown => None,
// ANCHOR_END: cut_unknown
