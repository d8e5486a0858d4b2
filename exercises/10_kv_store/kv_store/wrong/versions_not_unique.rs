// Counter and node name the version.
// ANCHOR: cut_write
let newest = newest_row(operation).map_or(0, |row| row.version.counter);
let version = Version { counter: newest + 1, node: self.me, born: self.born, write: 0 };
let row = Row { version, value: value.clone() };
let ask = Ask::Store(vec![(key.clone(), row)]);
self.go_on(number, ask, now);
// ANCHOR_END: cut_write
