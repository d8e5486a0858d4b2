// Whoever writes never knows.
// ANCHOR: cut_unknown
let _ = ask;
match goal {
    Goal::Write(..) => Answer::Unknown,
    _ => Answer::Unavailable,
}
// ANCHOR_END: cut_unknown
