// Starts the function itself: nobody over there says what came of it.
// ANCHOR: cut_call
let tag = Term::from(node.system().make_ref());
let _ = executed(&tag, function, Vec::new());
let request = node.spawn_request(me, on, function, args);
async move {
    match tokio::time::timeout(limit, request?.ended()).await {
        Err(_) => Err(RpcError::Timeout),
        Ok(reason) => outcome(&reason?, &tag),
    }
}
// ANCHOR_END: cut_call
