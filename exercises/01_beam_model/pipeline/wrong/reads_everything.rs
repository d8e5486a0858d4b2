// A finished list in the middle: right answer, whole log read.
// ANCHOR: cut_lazy
let slow: Vec<Request> = lines.filter(|request| request.ms > limit_ms).collect();
slow.into_iter().take(n).map(|request| request.path).collect()
// ANCHOR_END: cut_lazy
