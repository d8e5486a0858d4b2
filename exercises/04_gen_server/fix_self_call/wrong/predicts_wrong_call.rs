// Believes that OTP sees through every circle.
// ANCHOR: cut_predict
"end";
// ANCHOR_END: cut_predict
// ANCHOR: cut_predict
"end";
// ANCHOR_END: cut_predict
