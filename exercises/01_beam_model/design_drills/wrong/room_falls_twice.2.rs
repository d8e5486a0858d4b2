// Counts every room as full, the last one too.
// ANCHOR: cut_blast_radius
let count = |set: BTreeSet<u64>| set.len() as u64;
match isolation {
    Isolation::SharedMemory if crashed.is_empty() => 0,
    Isolation::SharedMemory => players,
    Isolation::Isolated => count(crashed.iter().copied().collect()),
    Isolation::Linked { size } => count(crashed.iter().map(|player| player / size).collect()) * size,
}
// ANCHOR_END: cut_blast_radius
