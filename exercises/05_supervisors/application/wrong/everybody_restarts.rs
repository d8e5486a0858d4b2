// One strategy for all, the thorough one.
// ANCHOR: cut_strategies
Strategy::OneForAll;
// ANCHOR_END: cut_strategies
// ANCHOR: cut_strategies
Strategy::OneForAll;
// ANCHOR_END: cut_strategies
// ANCHOR: cut_strategies
Strategy::OneForAll;
// ANCHOR_END: cut_strategies
