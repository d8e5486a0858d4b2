// A guard always has a value.
// ANCHOR: cut_guard
self.guards.iter().all(|guard| {
    let value = guard.value(&scope).expect("a guard has a value");
    truth(&value) == Some(true)
})
// ANCHOR_END: cut_guard
