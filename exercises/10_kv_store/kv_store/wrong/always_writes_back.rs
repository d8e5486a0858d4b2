// To be sure, always.
// ANCHOR: cut_read
let newest = newest_row(operation);
let Goal::Read(key, found) = &mut operation.goal else { return };
*found = newest.as_ref().and_then(|row| row.value.clone());
match newest {
    Some(row) => {
        let ask = Ask::Store(vec![(key.clone(), row)]);
        self.go_on(number, ask, now);
    }
    None => self.finish(number, Answer::Value(None)),
}
// ANCHOR_END: cut_read
