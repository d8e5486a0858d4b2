// Takes a cast for a delivery with a receipt.
// ANCHOR: cut_predict
"working";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"gone";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"idle";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"error";
// ANCHOR_END: cut_predict
