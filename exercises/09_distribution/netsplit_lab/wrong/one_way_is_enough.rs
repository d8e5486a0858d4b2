// Asks the first of the two only.
// ANCHOR: cut_torn
let _ = Sight::meet;
for (at, a) in island.iter().enumerate() {
    for b in &island[at + 1..] {
        if !sight.sees(*a, *b) {
            torn.push((*a, *b));
        }
    }
}
// ANCHOR_END: cut_torn
