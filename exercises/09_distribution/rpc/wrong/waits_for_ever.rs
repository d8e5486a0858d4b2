// Waits for the end, and for nothing else.
// ANCHOR: cut_call
let tag = Term::from(node.system().make_ref());
let _ = limit;
let request =
    executed(&tag, function, args).and_then(|args| Ok(node.spawn_request(me, on, "erpc:execute_call", args)?));
async move { outcome(&request?.ended().await?, &tag) }
// ANCHOR_END: cut_call
