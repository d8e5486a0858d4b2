// Whoever does not answer in time is gone.
// ANCHOR: cut_call
let tag = Term::from(node.system().make_ref());
let request =
    executed(&tag, function, args).and_then(|args| Ok(node.spawn_request(me, on, "erpc:execute_call", args)?));
async move {
    match tokio::time::timeout(limit, request?.ended()).await {
        Err(_) => Err(RpcError::NoConnection),
        Ok(reason) => outcome(&reason?, &tag),
    }
}
// ANCHOR_END: cut_call
