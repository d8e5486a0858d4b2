// Two of four is a half, and a half is a lot.
// ANCHOR: cut_majority
let present = self.members.iter().filter(|member| names.contains(member)).count();
2 * present >= self.members.len()
// ANCHOR_END: cut_majority
