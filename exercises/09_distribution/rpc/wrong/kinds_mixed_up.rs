// Whatever is no value was an error.
// ANCHOR: cut_outcome
match reason.as_tuple() {
    Some([said, how, value]) if said == tag && how.as_atom() == Some(term::Atom::new("return")) => Ok(value.clone()),
    Some([said, _, why, ..]) if said == tag => Err(RpcError::Raised(why.clone())),
    _ => Err(RpcError::Exited(reason.clone())),
}
// ANCHOR_END: cut_outcome
