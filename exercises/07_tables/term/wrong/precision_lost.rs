// Makes a float of the integer, as an `as` in Rust does.
// ANCHOR: cut_numbers
if numbers == Numbers::ByKind {
    return Ordering::Less;
}
let _ = compare_whole;
let integer: f64 = integer.to_string().parse().expect("digits");
integer.partial_cmp(&float).expect("a float of a term is finite")
// ANCHOR_END: cut_numbers
