// Believes that a child which was ended on purpose stays away whatever happens to its siblings.
// ANCHOR: cut_predict
"d c";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"b c d";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"a b";
// ANCHOR_END: cut_predict
