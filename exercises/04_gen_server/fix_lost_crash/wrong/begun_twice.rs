// Every request gets a worker of its own.
// ANCHOR: cut_again
// ANCHOR_END: cut_again
