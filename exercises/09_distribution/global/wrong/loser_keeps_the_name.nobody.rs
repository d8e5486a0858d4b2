// Where nobody is to have the name, everything stays as it is.
// ANCHOR: cut_conflict
let (here, there) = match ruling.keep {
    Some(process) if process == his.process => (Some(Op::Insert(his.clone())), None),
    Some(process) if process == ours.process => (None, Some(Op::Insert(ours.clone()))),
    _ => (None, None),
};
let _ = Op::Delete;
Settled { here, there, effects: ruling.effects }
// ANCHOR_END: cut_conflict
