// Asks for the limit when all of it has come.
// ANCHOR: cut_frame
let start = bytes.len();
bytes.extend([0; 4]);
bytes.push(PASS_THROUGH);
for term in [Some(control), payload].into_iter().flatten() {
    bytes.push(VERSION);
    etf::encode_into(bytes, &term, own, Atoms::Utf8);
}
let length = u32::try_from(bytes.len() - start - 4).expect("a message of less than four gigabytes");
bytes[start..start + 4].copy_from_slice(&length.to_be_bytes());
// ANCHOR_END: cut_frame
// ANCHOR: cut_frame
let rest = &self.bytes[self.done..];
let Some((length, rest)) = rest.split_first_chunk::<4>() else { return Ok(None) };
let length = u32::from_be_bytes(*length) as usize;
if rest.len() < length {
    return Ok(None);
}
if length > limit {
    return Err(FrameError::TooLong(length, limit));
}
let start = self.done + 4;
self.done = start + length;
Ok(Some(&self.bytes[start..self.done]))
// ANCHOR_END: cut_frame
