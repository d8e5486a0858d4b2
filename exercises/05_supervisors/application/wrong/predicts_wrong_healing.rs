// Believes that budgets add up: three restarts below, three above, and the next kill is the last.
// ANCHOR: cut_predict
"cache";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"database cache";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"web hits listener";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"ada ben";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"7";
// ANCHOR_END: cut_predict
