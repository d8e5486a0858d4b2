// Looks at the conflicts only: what we do not have cannot be one.
// ANCHOR: cut_exchange
match names.entry(&theirs.name) {
    None => {}
    Some(ours) if ours.process == theirs.process || own > other => {}
    Some(ours) => {
        let settled = settle(rules, theirs, ours);
        all.here.extend(settled.here);
        all.there.extend(settled.there);
        all.effects.extend(settled.effects);
    }
}
// ANCHOR_END: cut_exchange
