// A question about the state ends the time-out.
// ANCHOR: cut_continue_timeout
Next::Timeout(limit) => {
    let message = me.receive_where_timeout(limit, |_| true).await;
    (message.unwrap_or_else(|| Envelope::new(me.pid(), Timeout)), Next::Timeout(limit))
}
Next::Continue(go_on) => {
    next = state.handle_continue(go_on, me).await;
    continue;
}
// ANCHOR_END: cut_continue_timeout
// ANCHOR: cut_continue_timeout
let _ = waited;
Ok(Next::Receive)
// ANCHOR_END: cut_continue_timeout
