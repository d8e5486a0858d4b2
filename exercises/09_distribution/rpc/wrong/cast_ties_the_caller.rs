// A link, so that nobody is left behind.
// ANCHOR: cut_cast
if let Ok(args) = executed(&Term::nil(), function, args) {
    drop(node.spawn_link(me, on, "erpc:execute_call", args));
}
// ANCHOR_END: cut_cast
