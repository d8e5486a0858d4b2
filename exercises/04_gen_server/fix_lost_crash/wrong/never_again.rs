// Seen once, never begun again; and whoever asks is not answered.
// ANCHOR: cut_again
if self.reports.contains_key(title) {
    return;
}
// ANCHOR_END: cut_again
