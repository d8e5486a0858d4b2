// Counts everything that lies in the buffer, also what was there before.
// ANCHOR: cut_frame
let start = bytes.len();
bytes.extend([0; 4]);
bytes.push(PASS_THROUGH);
for term in [Some(control), payload].into_iter().flatten() {
    bytes.push(VERSION);
    etf::encode_into(bytes, &term, own, Atoms::Utf8);
}
let length = u32::try_from(bytes.len()).expect("a message of less than four gigabytes");
bytes[start..start + 4].copy_from_slice(&length.to_be_bytes());
// ANCHOR_END: cut_frame
