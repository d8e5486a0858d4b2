// Whatever has been loaded is written, whoever was there before.
// ANCHOR: cut_load
if let Some(value) = self.get(&key).await {
    return value;
}
let value = load.await;
self.put(key, value.clone(), until).await;
value
// ANCHOR_END: cut_load
