// A service beside the shop that no figure asks for.
// ANCHOR: cut_decide
(Design::OneRuntime, Because::Capacity);
// ANCHOR_END: cut_decide
// ANCHOR: cut_decide
(Design::Hybrid, Because::Hops);
// ANCHOR_END: cut_decide
