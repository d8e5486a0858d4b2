// When the time is up, it waits on, and tells nobody.
// ANCHOR: cut_continue_timeout
Next::Timeout(limit) => {
    let message = me.receive_where_timeout(limit, |_| true).await;
    let Some(message) = message else {
        let _ = Timeout;
        next = Next::Receive;
        continue;
    };
    (message, Next::Timeout(limit))
}
Next::Continue(go_on) => {
    next = state.handle_continue(go_on, me).await;
    continue;
}
// ANCHOR_END: cut_continue_timeout
