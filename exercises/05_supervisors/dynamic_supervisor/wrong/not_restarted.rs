// Counts the restart and leaves it at that.
// ANCHOR: cut_restart
let _ = (pid, child);
if !self.intensity.allows_one_more(now) {
    return vec![Action::Stop(ExitReason::Shutdown)];
}
Vec::new()
// ANCHOR_END: cut_restart
