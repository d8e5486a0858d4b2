// The dead answer everything.
// ANCHOR: cut_noproc
let reference = match action {
    Action::TellMonitored { reference, .. }
    | Action::TellDemonitored { reference, .. }
    | Action::Deliver { reference, .. }
    | Action::Discard { reference }
    | Action::SendDown { reference, .. } => *reference,
};
Some(Event::DownArrived { reference, reason: ExitReason::NoProc })
// ANCHOR_END: cut_noproc
