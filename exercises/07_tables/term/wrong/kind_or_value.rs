// Compares by value, also where the numbers are keys.
// ANCHOR: cut_numbers
let _ = numbers == Numbers::ByKind;
let after_the_point = 0.0.partial_cmp(&float.fract()).expect("a float of a term is finite");
compare_whole(integer, float).then(after_the_point)
// ANCHOR_END: cut_numbers
