// Watches the agent and takes that for a link.
// ANCHOR: cut_start
let (pid, monitor) = me.spawn_monitor(move |agent| async move {
    let _ = tie == Tie::Link;
    let state = init();
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
