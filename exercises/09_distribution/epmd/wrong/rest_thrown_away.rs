// What comes after the first request is lost.
// ANCHOR: cut_frame
let Some((length, rest)) = self.bytes.split_first_chunk::<2>() else { return Ok(None) };
let length = usize::from(u16::from_be_bytes(*length));
if length > MAX_REQUEST {
    return Err(Malformed::TooLong);
}
let Some(request) = rest.get(..length).map(<[u8]>::to_vec) else { return Ok(None) };
self.bytes.clear();
Ok(Some(request))
// ANCHOR_END: cut_frame
