// A restart that fails is the end of this child.
// ANCHOR: cut_restart
if !self.intensity.allows_one_more(now) {
    return vec![Action::Stop(ExitReason::Shutdown)];
}
let why = Why::Restart { instead_of: pid, restarts: child.restarts + 1 };
vec![Action::Start { spec: child.spec, why }]
// ANCHOR_END: cut_restart
// ANCHOR: cut_restart
let _ = (instead_of, restarts, spec);
Vec::new()
// ANCHOR_END: cut_restart
