// Looks for duplicate keys where the reader would have written.
// ANCHOR: cut_partitions
let of_pid = number(&pid, self.options.partitions);
let of_key = if self.is_unique() { number(key, self.options.partitions) } else { of_pid };
Route { key: of_key, pid: of_pid }
// ANCHOR_END: cut_partitions
// ANCHOR: cut_partitions
vec![number(key, self.options.partitions)]
// ANCHOR_END: cut_partitions
