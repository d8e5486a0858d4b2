// The future is made and never awaited: nothing leaves.
// ANCHOR: cut_cast
let (node, on, system) = (node.clone(), on.to_owned(), me.system().clone());
let args = executed(&Term::nil(), function, args);
drop(async move {
    system.spawn(move |me| async move {
        if let Ok(args) = args {
            let _ = node.spawn_request(&me, &on, "erpc:execute_call", args);
        }
    })
});
// ANCHOR_END: cut_cast
