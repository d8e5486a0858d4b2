// If one node sees all, all are there.
// ANCHOR: cut_cluster
self.0.iter().any(|(node, sees)| {
    let others = self.0.keys().filter(|other| *other != node);
    sees.as_ref().is_some_and(|sees| others.into_iter().all(|other| sees.contains(other)))
})
// ANCHOR_END: cut_cluster
