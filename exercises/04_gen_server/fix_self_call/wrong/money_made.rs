// Whoever pays has more afterwards.
// ANCHOR: cut_direct
let has = self.balance(from) + 2 * amount;
// ANCHOR_END: cut_direct
