// One guard lets the row through.
// ANCHOR: cut_guard
let mut guards = self.guards.iter();
let holds = |guard: &Expression| guard.value(&scope).is_some_and(|value| truth(&value) == Some(true));
self.guards.is_empty() || guards.any(holds)
// ANCHOR_END: cut_guard
