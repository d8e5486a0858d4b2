// Only `false` is false.
// ANCHOR: cut_guard
self.guards.iter().all(|guard| guard.value(&scope).is_some_and(|value| truth(&value) != Some(false)))
// ANCHOR_END: cut_guard
