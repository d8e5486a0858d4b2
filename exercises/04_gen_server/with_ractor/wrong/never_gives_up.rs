// A counter that always fails is started for ever.
// ANCHOR: cut_keep
let _ = MAX_RESTARTS;
if let SupervisionEvent::ActorFailed(..) = event {
    state.restarts += 1;
    state.counter = start(&me).await?;
}
// ANCHOR_END: cut_keep
