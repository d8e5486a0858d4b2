// A task taken for a small thread: two megabytes for it, too.
// ANCHOR: cut_predict
2 * 1024 * 1024;
// ANCHOR_END: cut_predict
