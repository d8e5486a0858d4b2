// Starts the process and comes back with its pid.
// ANCHOR: cut_start
let (pid, monitor) = me.spawn_monitor(move |agent| async move {
    if tie == Tie::Link {
        agent.link(parent);
    }
    let state = init();
    let _ = Started(parent);
    serve(agent, state).await
});
let _ = concerns;
me.demonitor(monitor, Flush::Yes);
Ok(pid)
// ANCHOR_END: cut_start
