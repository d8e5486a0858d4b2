// The node ends, and leaves the other applications to their links.
// ANCHOR: cut_escalation
let node_ends = match kind {
    Type::Permanent => true,
    Type::Transient => reason != ExitReason::Normal,
    Type::Temporary => false,
};
// ANCHOR_END: cut_escalation
// ANCHOR: cut_escalation
let _ = (Running::end, me);
// ANCHOR_END: cut_escalation
