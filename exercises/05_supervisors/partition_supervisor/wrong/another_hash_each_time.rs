// Takes a hasher with new random keys for every key.
// ANCHOR: cut_route
use std::hash::{BuildHasher, RandomState};
Self::Term(RandomState::new().hash_one(term))
// ANCHOR_END: cut_route
// ANCHOR: cut_route
let number = match self {
    Self::Integer(n) => n.unsigned_abs(),
    Self::Term(hash) => hash,
};
number % partitions
// ANCHOR_END: cut_route
