// Both kinds of bags take everything.
// ANCHOR: cut_types
match self.kind {
    Type::OrderedSet => one.compare(other),
    Type::Set | Type::Bag | Type::DuplicateBag => one.cmp(other),
}
// ANCHOR_END: cut_types
// ANCHOR: cut_types
match self.0.kind {
    Type::Set | Type::OrderedSet => *rows = Rows::One(row),
    Type::Bag | Type::DuplicateBag => rows.push(row),
}
// ANCHOR_END: cut_types
