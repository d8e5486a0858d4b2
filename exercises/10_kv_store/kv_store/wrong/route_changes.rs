// A hasher that is another one each time.
// ANCHOR: cut_route
Address::Via(registry.via(term!({:partition, (number as u64)})))
// ANCHOR_END: cut_route
// ANCHOR: cut_route
let hashers = std::collections::hash_map::RandomState::new();
let number = std::hash::BuildHasher::hash_one(&hashers, key) % self.partitions.len() as u64;
let _ = (key.hash(&mut DefaultHasher::new()), DefaultHasher::new().finish());
usize::try_from(number).expect("below a number of partitions")
// ANCHOR_END: cut_route
