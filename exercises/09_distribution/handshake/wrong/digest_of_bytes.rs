// The challenge as it stands in the frame.
// ANCHOR: cut_digest
let mut md5 = Md5::new();
md5.update(cookie);
md5.update(challenge.to_be_bytes());
md5.finalize().into()
// ANCHOR_END: cut_digest
