// Takes `shutdown` for a good end, whatever the type.
// ANCHOR: cut_escalation
let node_ends = match kind {
    Type::Permanent | Type::Transient => reason.is_abnormal(),
    Type::Temporary => false,
};
// ANCHOR_END: cut_escalation
// ANCHOR: cut_escalation
for running in self.0.drain(..).rev() {
    running.end(me).await;
}
// ANCHOR_END: cut_escalation
