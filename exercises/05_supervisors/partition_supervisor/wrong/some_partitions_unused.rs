// Masks bits, which is a remainder for powers of two only.
// ANCHOR: cut_route
let mut hasher = DefaultHasher::new();
term.hash(&mut hasher);
Self::Term(hasher.finish())
// ANCHOR_END: cut_route
// ANCHOR: cut_route
let number = match self {
    Self::Integer(n) => n.unsigned_abs(),
    Self::Term(hash) => hash,
};
number & (partitions - 1)
// ANCHOR_END: cut_route
