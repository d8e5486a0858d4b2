// Two hundred gigabits of video through the processes of the chat.
// ANCHOR: cut_decide
(Design::OneRuntime, Because::Capacity);
// ANCHOR_END: cut_decide
// ANCHOR: cut_decide
(Design::OneRuntime, Because::Hops);
// ANCHOR_END: cut_decide
// ANCHOR: cut_decide
(Design::OneRuntime, Because::Bandwidth);
// ANCHOR_END: cut_decide
