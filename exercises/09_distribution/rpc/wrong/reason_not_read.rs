// Hands on the reason as it came.
// ANCHOR: cut_call
let tag = Term::from(node.system().make_ref());
let _ = outcome;
let request =
    executed(&tag, function, args).and_then(|args| Ok(node.spawn_request(me, on, "erpc:execute_call", args)?));
async move {
    match tokio::time::timeout(limit, request?.ended()).await {
        Err(_) => Err(RpcError::Timeout),
        Ok(reason) => Ok(reason?),
    }
}
// ANCHOR_END: cut_call
