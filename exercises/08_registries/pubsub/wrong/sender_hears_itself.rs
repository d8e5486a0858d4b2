// Looks at the pattern only.
// ANCHOR: cut_choose
let _ = (subscriber, from);
*pattern == term!(:_) || match_pattern(message, pattern).is_ok_and(|bindings| bindings.is_some())
// ANCHOR_END: cut_choose
