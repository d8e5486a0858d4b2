// Takes the entry first, so that nobody else loads, and keeps it while it loads.
// ANCHOR: cut_load
match self.rows.entry_async(key).await {
    scc::hash_map::Entry::Occupied(row) => row.value.clone(),
    scc::hash_map::Entry::Vacant(place) => {
        let value = load.await;
        place.insert_entry(Row { value, until }).value.clone()
    }
}
// ANCHOR_END: cut_load
