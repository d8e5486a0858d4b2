// Who says nothing has nothing against it.
// ANCHOR: cut_cluster
self.0.iter().all(|(node, sees)| {
    let others = self.0.keys().filter(|other| *other != node);
    sees.as_ref().is_none_or(|sees| others.into_iter().all(|other| sees.contains(other)))
})
// ANCHOR_END: cut_cluster
