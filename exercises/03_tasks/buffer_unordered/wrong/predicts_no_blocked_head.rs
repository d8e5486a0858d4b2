// Expects of `buffered` what Task.async_stream does: whoever is ready makes room.
// ANCHOR: cut_predict
4;
// ANCHOR_END: cut_predict
