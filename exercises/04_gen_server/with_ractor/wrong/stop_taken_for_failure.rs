// Every end is a reason to start again.
// ANCHOR: cut_keep
match event {
    SupervisionEvent::ActorFailed(..) if state.restarts == MAX_RESTARTS => me.stop(Some("shutdown".to_owned())),
    SupervisionEvent::ActorFailed(..) | SupervisionEvent::ActorTerminated(..) => {
        state.restarts += 1;
        state.counter = start(&me).await?;
    }
    _ => {}
}
// ANCHOR_END: cut_keep
