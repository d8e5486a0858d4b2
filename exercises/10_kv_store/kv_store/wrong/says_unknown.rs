// Whoever writes never knows.
// ANCHOR: cut_unknown
let answer = match &operation.goal {
    Goal::Write(..) => Answer::Unknown,
    _ => Answer::Unavailable,
};
let _ = Ask::Page;
// ANCHOR_END: cut_unknown
