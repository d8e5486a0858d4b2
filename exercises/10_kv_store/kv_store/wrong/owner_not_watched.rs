// The name is taken: nothing to do here.
// ANCHOR: cut_leader
let own = me.pid();
let resolver = Resolver::random_notify();
let _ = global.register_name(&mut me, OWNER, own, resolver).await;
if global.whereis_name(OWNER) != Some(own) {
    return std::future::pending().await;
}
serve(&mut me).await;
// ANCHOR_END: cut_leader
