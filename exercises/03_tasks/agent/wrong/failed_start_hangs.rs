// Waits for the good news only.
// verdict: deadlocked
// ANCHOR: cut_start
let (pid, monitor) = me.spawn_monitor(move |agent| async move {
    if tie == Tie::Link {
        agent.link(parent);
    }
    let state = init();
    agent.send(parent, Started(agent.pid()));
    serve(agent, state).await
});
let _ = concerns;
me.receive_if(|started: &Started| started.0 == pid).await;
me.demonitor(monitor, Flush::Yes);
Ok(pid)
// ANCHOR_END: cut_start
