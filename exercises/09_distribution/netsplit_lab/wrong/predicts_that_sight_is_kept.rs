// One connection is lost, so one connection is lost: what has it to do with the others?
// ANCHOR: cut_predict
"a c";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"a c";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"a c d";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"both";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
2;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
1;
// ANCHOR_END: cut_predict
