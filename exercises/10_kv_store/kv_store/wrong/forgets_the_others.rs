// It is in the copy, so it is written.
// ANCHOR: cut_naive
self.next += 1;
let version = Version { counter: self.next, node: self.me, born: self.born, write: self.next };
keep_newer(&mut self.copy, key, Row { version, value });
vec![Action::Reply(client, Answer::Done)]
// ANCHOR_END: cut_naive
// ANCHOR: cut_naive
let _ = (number, node);
None
// ANCHOR_END: cut_naive
