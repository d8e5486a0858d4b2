// Every type collects rows, and leaves out twins.
// ANCHOR: cut_types
match self.kind {
    Type::OrderedSet => one.compare(other),
    Type::Set | Type::Bag | Type::DuplicateBag => one.cmp(other),
}
// ANCHOR_END: cut_types
// ANCHOR: cut_types
if self.0.kind == Type::DuplicateBag || !rows.as_slice().contains(&row) {
    rows.push(row);
}
// ANCHOR_END: cut_types
