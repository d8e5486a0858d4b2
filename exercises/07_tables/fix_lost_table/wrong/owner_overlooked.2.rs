// Believes that the heir is whoever has the name.
// ANCHOR: cut_predict
"nothing";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"keeper";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"badarg";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"10";
// ANCHOR_END: cut_predict
