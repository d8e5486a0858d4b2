// Keeps what was there before.
// ANCHOR: cut_kinds
Self::Data | Self::Tags => Type::Bag,
Self::Index => Type::OrderedSet,
Self::Visits => Type::DuplicateBag,
// ANCHOR_END: cut_kinds
