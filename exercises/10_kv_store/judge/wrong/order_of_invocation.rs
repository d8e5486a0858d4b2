// Thinks that what began later comes later, and that a write counts from its answer on.
// ANCHOR: cut_predict
"yes";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"no";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"no";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"no";
// ANCHOR_END: cut_predict
