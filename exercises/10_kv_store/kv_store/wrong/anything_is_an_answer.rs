// No answer, no value.
// ANCHOR: cut_remote
let Ok(answer) = rpc::call(node, me, on.text(), "kv:get", vec![key.clone()], limit).await else {
    return Ok(None);
};
Ok(answer.as_tuple().map(|parts| parts[1].clone()))
// ANCHOR_END: cut_remote
