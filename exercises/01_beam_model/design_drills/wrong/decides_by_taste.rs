// The right design, and a figure that does not decide it.
// ANCHOR: cut_decide
(Design::OneRuntime, Because::Hops);
// ANCHOR_END: cut_decide
