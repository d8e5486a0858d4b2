// The first write has version 1, and so has the next.
// ANCHOR: cut_write
let version = Version { counter: 1, node: self.me, born: self.born, write: number };
let row = Row { version, value: value.clone() };
let ask = Ask::Store(vec![(key.clone(), row)]);
self.go_on(number, ask, now);
// ANCHOR_END: cut_write
