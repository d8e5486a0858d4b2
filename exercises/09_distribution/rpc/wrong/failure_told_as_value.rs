// The third part is what is wanted, whatever the second says.
// ANCHOR: cut_outcome
match reason.as_tuple() {
    Some([said, _, value, ..]) if said == tag => Ok(value.clone()),
    _ => Err(RpcError::Exited(reason.clone())),
}
// ANCHOR_END: cut_outcome
