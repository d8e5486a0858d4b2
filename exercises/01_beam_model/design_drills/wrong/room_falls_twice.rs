// Multiplies crashes by the size of a room: two crashes in one room count as two rooms.
// ANCHOR: cut_blast_radius
let _ = BTreeSet::<u64>::new();
match isolation {
    Isolation::SharedMemory if crashed.is_empty() => 0,
    Isolation::SharedMemory => players,
    Isolation::Isolated => crashed.len() as u64,
    Isolation::Linked { size } => crashed.len() as u64 * size,
}
// ANCHOR_END: cut_blast_radius
