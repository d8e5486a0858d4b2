// Keeps four bytes free for the length, and leaves them so.
// ANCHOR: cut_frame
bytes.extend([0; 4]);
bytes.push(PASS_THROUGH);
for term in [Some(control), payload].into_iter().flatten() {
    bytes.push(VERSION);
    etf::encode_into(bytes, &term, own, Atoms::Utf8);
}
// ANCHOR_END: cut_frame
