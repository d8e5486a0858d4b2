// Reads "set" as "counted", and "random" as "random".
// ANCHOR: cut_predict
"yes";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"false";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"either";
// ANCHOR_END: cut_predict
