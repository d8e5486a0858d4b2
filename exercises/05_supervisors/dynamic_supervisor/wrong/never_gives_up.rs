// Restarts for ever.
// ANCHOR: cut_restart
let _ = (now, &mut self.intensity);
let why = Why::Restart { instead_of: pid, restarts: child.restarts + 1 };
vec![Action::Start { spec: child.spec, why }]
// ANCHOR_END: cut_restart
