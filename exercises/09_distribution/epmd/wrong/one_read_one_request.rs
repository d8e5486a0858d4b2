// Takes what has arrived for a whole request.
// ANCHOR: cut_frame
if self.bytes.len() < 2 {
    return Ok(None);
}
let bytes = std::mem::take(&mut self.bytes);
if usize::from(bytes[0]) * 256 + usize::from(bytes[1]) > MAX_REQUEST {
    return Err(Malformed::TooLong);
}
Ok(Some(bytes[2..].to_vec()))
// ANCHOR_END: cut_frame
