// No answer is no answer, whatever the reason.
// ANCHOR: cut_call
let tag = Term::from(node.system().make_ref());
let request =
    executed(&tag, function, args).and_then(|args| Ok(node.spawn_request(me, on, "erpc:execute_call", args)?));
async move {
    match tokio::time::timeout(limit, request?.ended()).await {
        Ok(Ok(reason)) => outcome(&reason, &tag),
        _ => Err(RpcError::Timeout),
    }
}
// ANCHOR_END: cut_call
