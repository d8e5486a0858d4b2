// A bag looks the same, until somebody comes again.
// ANCHOR: cut_kinds
Self::Data => Type::Set,
Self::Index => Type::OrderedSet,
Self::Tags | Self::Visits => Type::Bag,
// ANCHOR_END: cut_kinds
