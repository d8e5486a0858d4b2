// Everything into the first partition.
// ANCHOR: cut_route
Address::Via(registry.via(term!({:partition, (number as u64)})))
// ANCHOR_END: cut_route
// ANCHOR: cut_route
key.hash(&mut DefaultHasher::new());
let _ = DefaultHasher::new().finish();
0
// ANCHOR_END: cut_route
