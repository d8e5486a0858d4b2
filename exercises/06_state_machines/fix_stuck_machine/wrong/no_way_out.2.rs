// verdict: deadlocked
// The given code: whoever is not woken waits for a word.
// ANCHOR: cut_wake
let _ = (WAKING, TRIES);
vec![]
// ANCHOR_END: cut_wake
