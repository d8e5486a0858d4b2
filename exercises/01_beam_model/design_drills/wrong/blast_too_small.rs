// Counts a crash in shared memory as if only the crashed one were gone.
// ANCHOR: cut_blast_radius
let crashed: BTreeSet<u64> = crashed.iter().copied().collect();
match isolation {
    Isolation::SharedMemory | Isolation::Isolated => crashed.len() as u64,
    Isolation::Linked { size } => {
        let rooms: BTreeSet<u64> = crashed.iter().map(|player| player / size).collect();
        rooms.into_iter().map(|room| size.min(players - room * size)).sum()
    }
}
// ANCHOR_END: cut_blast_radius
