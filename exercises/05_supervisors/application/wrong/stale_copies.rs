// Restarts as little as possible: the cache outlives the database whose words it has copied.
// ANCHOR: cut_strategies
Strategy::OneForOne;
// ANCHOR_END: cut_strategies
// ANCHOR: cut_strategies
Strategy::OneForOne;
// ANCHOR_END: cut_strategies
// ANCHOR: cut_strategies
Strategy::OneForOne;
// ANCHOR_END: cut_strategies
