// Tells each side about its own process.
// ANCHOR: cut_conflict
let (here, there) = match ruling.keep {
    Some(process) if process == his.process => (None, Some(Op::Insert(his.clone()))),
    Some(process) if process == ours.process => (Some(Op::Insert(ours.clone())), None),
    _ => (Some(Op::Delete(ours.name.clone())), Some(Op::Delete(ours.name.clone()))),
};
Settled { here, there, effects: ruling.effects }
// ANCHOR_END: cut_conflict
