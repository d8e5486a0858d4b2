// Takes the remainder as in mathematics, and a lookup for a question to the supervisor.
// ANCHOR: cut_predict
"3";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"16";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"nobody";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"lives";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"2";
// ANCHOR_END: cut_predict
