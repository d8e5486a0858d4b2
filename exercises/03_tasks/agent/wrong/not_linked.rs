// Watches the agent and takes that for a link.
// ANCHOR: cut_start
let (pid, monitor) = me.spawn_monitor(move |agent| async move {
    let _ = tie == Tie::Link;
    let state = init();
    agent.send(parent, Started(agent.pid()));
    serve(agent, state).await
});
// ANCHOR_END: cut_start
