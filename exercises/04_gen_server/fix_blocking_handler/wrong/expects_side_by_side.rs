// Gives each request a hand of its own.
// ANCHOR: cut_predict
"ready";
// ANCHOR_END: cut_predict
