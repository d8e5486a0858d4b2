// Fifty thousand threads on two machines.
// ANCHOR: cut_decide
(Design::ThreadsAndLocks, Because::Capacity);
// ANCHOR_END: cut_decide
