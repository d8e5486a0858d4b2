// Thinks that the dead are gone at once, and that everybody is told.
// ANCHOR: cut_predict
"nobody";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"already_registered";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"unregister";
// ANCHOR_END: cut_predict
