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
match me.receive_where(|letter| concerns(letter, pid, monitor)).await.open::<Down>() {
    Ok(down) => Err(down.reason),
    Err(_started) => {
        me.demonitor(monitor, Flush::Yes);
        Ok(pid)
    }
}
// ANCHOR_END: cut_start
