// Takes a set for what has several values.
// ANCHOR: cut_kinds
Self::Data | Self::Tags => Type::Set,
Self::Index => Type::OrderedSet,
Self::Visits => Type::DuplicateBag,
// ANCHOR_END: cut_kinds
