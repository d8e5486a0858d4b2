// Each of the two nodes settles every conflict itself.
// ANCHOR: cut_exchange
match names.entry(&theirs.name) {
    None => all.here.push(Op::Insert(theirs.clone())),
    Some(ours) if ours.process == theirs.process => {}
    Some(ours) => {
        let _ = (own, other);
        let settled = settle(rules, theirs, ours);
        all.here.extend(settled.here);
        all.there.extend(settled.there);
        all.effects.extend(settled.effects);
    }
}
// ANCHOR_END: cut_exchange
