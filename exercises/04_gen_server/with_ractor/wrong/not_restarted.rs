// Counts the failures, and keeps the dead one.
// ANCHOR: cut_keep
match event {
    SupervisionEvent::ActorFailed(..) if state.restarts == MAX_RESTARTS => me.stop(Some("shutdown".to_owned())),
    SupervisionEvent::ActorFailed(..) => state.restarts += 1,
    _ => {}
}
// ANCHOR_END: cut_keep
