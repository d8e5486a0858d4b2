// A service for each of twelve parts that ask each other in turn.
// ANCHOR: cut_decide
(Design::OneRuntime, Because::Capacity);
// ANCHOR_END: cut_decide
// ANCHOR: cut_decide
(Design::Microservices, Because::Hops);
// ANCHOR_END: cut_decide
