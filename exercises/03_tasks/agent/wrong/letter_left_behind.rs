// The agent has started; the monitor is forgotten.
// ANCHOR: cut_start
let (pid, monitor) = me.spawn_monitor(move |agent| async move {
    if tie == Tie::Link {
        agent.link(parent);
    }
    let state = init();
    agent.send(parent, Started(agent.pid()));
    serve(agent, state).await
});
let _ = Flush::Yes;
match me.receive_where(|letter| concerns(letter, pid, monitor)).await.open::<Down>() {
    Ok(down) => Err(down.reason),
    Err(_started) => Ok(pid),
}
// ANCHOR_END: cut_start
