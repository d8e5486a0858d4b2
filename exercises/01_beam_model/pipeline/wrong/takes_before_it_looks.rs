// The first n lines, and the slow ones among them.
// ANCHOR: cut_lazy
lines.take(n).filter(|request| request.ms > limit_ms).map(|request| request.path).collect()
// ANCHOR_END: cut_lazy
