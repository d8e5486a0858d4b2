// The next message is handled first, then it goes on.
// ANCHOR: cut_continue_timeout
Next::Timeout(limit) => {
    let message = me.receive_where_timeout(limit, |_| true).await;
    (message.unwrap_or_else(|| Envelope::new(me.pid(), Timeout)), Next::Timeout(limit))
}
Next::Continue(go_on) => {
    let message = me.next().await;
    if let Err(end) = handle(state, message, Next::Receive, parent, me).await {
        return end;
    }
    next = state.handle_continue(go_on, me).await;
    continue;
}
// ANCHOR_END: cut_continue_timeout
