// Takes a process for an island, linked or not.
// ANCHOR: cut_blast_radius
let crashed: BTreeSet<u64> = crashed.iter().copied().collect();
match isolation {
    Isolation::SharedMemory if crashed.is_empty() => 0,
    Isolation::SharedMemory => players,
    Isolation::Isolated | Isolation::Linked { .. } => crashed.len() as u64,
}
// ANCHOR_END: cut_blast_radius
