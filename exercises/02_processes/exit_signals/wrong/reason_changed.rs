// Whoever is ended by a signal ends as `killed`.
// ANCHOR: cut_die
Effect::Die(ExitReason::Killed)
// ANCHOR_END: cut_die
