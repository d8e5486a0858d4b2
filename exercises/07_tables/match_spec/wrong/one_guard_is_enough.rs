// One guard lets the row through.
// ANCHOR: cut_guard
let holds = |guard: &Expression| guard.value(&scope).is_some_and(|value| truth(&value) == Some(true));
self.guards.is_empty() || self.guards.iter().any(holds)
// ANCHOR_END: cut_guard
