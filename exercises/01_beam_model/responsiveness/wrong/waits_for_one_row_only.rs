// Thinks that a call waits for one row of the report, as it would on the BEAM.
// ANCHOR: cut_predict
10;
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
20;
// ANCHOR_END: cut_predict
