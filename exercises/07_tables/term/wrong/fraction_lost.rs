// Compares what stands before the point, and nothing else.
// ANCHOR: cut_numbers
if numbers == Numbers::ByKind {
    return Ordering::Less;
}
compare_whole(integer, float)
// ANCHOR_END: cut_numbers
