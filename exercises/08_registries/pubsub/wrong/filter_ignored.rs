// Everybody wants everything.
// ANCHOR: cut_choose
let _ = (pattern, message, match_pattern);
from != Some(subscriber)
// ANCHOR_END: cut_choose
