// Reads the form, and not who says it.
// ANCHOR: cut_outcome
let _ = tag;
match reason.as_tuple() {
    Some([_, how, rest @ ..]) => match (how.as_atom().map_or("", |how| how.text()), rest) {
        ("return", [value]) => Ok(value.clone()),
        ("error", [why, ..]) => Err(RpcError::Raised(why.clone())),
        ("throw", [value]) => Err(RpcError::Thrown(value.clone())),
        ("exit", [why]) => Err(RpcError::Exited(why.clone())),
        _ => Err(RpcError::Exited(reason.clone())),
    },
    _ => Err(RpcError::Exited(reason.clone())),
}
// ANCHOR_END: cut_outcome
