// No majority, no write.
// ANCHOR: cut_unknown
let _ = (goal, ask);
Answer::Unavailable
// ANCHOR_END: cut_unknown
