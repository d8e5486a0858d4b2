// Reads a negative integer as a very large one.
// ANCHOR: cut_route
let mut hasher = DefaultHasher::new();
term.hash(&mut hasher);
Self::Term(hasher.finish())
// ANCHOR_END: cut_route
// ANCHOR: cut_route
let number = match self {
    Self::Integer(n) => n.cast_unsigned(),
    Self::Term(hash) => hash,
};
number % partitions
// ANCHOR_END: cut_route
