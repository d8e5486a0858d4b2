// No answer in time: then it was not done, so ask once more.
// ANCHOR: cut_call
let tag = Term::from(node.system().make_ref());
let ask = || {
    executed(&tag, function, args.clone())
        .and_then(|args| Ok(node.spawn_request(me, on, "erpc:execute_call", args)?))
};
let (first, second) = (ask(), executed(&tag, function, args.clone()));
let (node, on, pid) = (node.clone(), on.to_owned(), me.system().clone());
async move {
    if let Ok(reason) = tokio::time::timeout(limit / 2, first?.ended()).await {
        return outcome(&reason?, &tag);
    }
    let second = second?;
    let (said, heard) = tokio::sync::oneshot::channel();
    pid.spawn(move |me| async move {
        if let Ok(request) = node.spawn_request(&me, &on, "erpc:execute_call", second) {
            let _ = said.send(request.ended().await);
        }
    });
    match tokio::time::timeout(limit / 2, heard).await {
        Ok(Ok(reason)) => outcome(&reason?, &tag),
        _ => Err(RpcError::Timeout),
    }
}
// ANCHOR_END: cut_call
