// No majority, no write.
// ANCHOR: cut_unknown
let answer = Answer::Unavailable;
// ANCHOR_END: cut_unknown
