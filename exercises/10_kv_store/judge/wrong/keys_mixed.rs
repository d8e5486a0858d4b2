// One object for all keys.
// ANCHOR: cut_per_key
parts.entry("").or_default().push(step);
// ANCHOR_END: cut_per_key
