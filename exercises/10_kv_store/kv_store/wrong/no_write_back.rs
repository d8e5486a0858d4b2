// The newest row is known, so the client may know it too.
// ANCHOR: cut_read
let value = newest_row(operation).and_then(|row| row.value);
self.finish(number, Answer::Value(value));
// ANCHOR_END: cut_read
