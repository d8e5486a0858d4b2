// Makes the state first and hands it over: whoever starts the agent is the one whom `init` can hurt.
// ANCHOR: cut_start
let state = init();
let (pid, monitor) = me.spawn_monitor(move |agent| async move {
    if tie == Tie::Link {
        agent.link(parent);
    }
    agent.send(parent, Started(agent.pid()));
    serve(agent, state).await
});
// ANCHOR_END: cut_start
