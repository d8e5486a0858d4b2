// It is on the list, so it has a vote.
// ANCHOR: cut_recover
let births = &self.births;
for operation in self.operations.values_mut() {
    operation.replies.retain(|name, (born, _)| births.get(name).is_none_or(|last| last == born));
}
// ANCHOR_END: cut_recover
// ANCHOR: cut_recover
!matches!(self.standing, Standing::Joining { .. })
// ANCHOR_END: cut_recover
