// Any application that ends takes the node with it.
// ANCHOR: cut_escalation
let node_ends = !matches!((kind, &reason), (Type::Transient, ExitReason::Normal));
// ANCHOR_END: cut_escalation
// ANCHOR: cut_escalation
for running in self.0.drain(..).rev() {
    running.end(me).await;
}
// ANCHOR_END: cut_escalation
