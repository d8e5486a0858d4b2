// One row for each key is enough, it seems.
// ANCHOR: cut_kinds
Self::Data | Self::Index => Type::Set,
Self::Tags => Type::Bag,
Self::Visits => Type::DuplicateBag,
// ANCHOR_END: cut_kinds
