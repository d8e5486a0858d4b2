// Looks at the length when all of it is there.
// ANCHOR: cut_frame
let Some((length, rest)) = self.bytes.split_first_chunk::<2>() else { return Ok(None) };
let length = usize::from(u16::from_be_bytes(*length));
let Some(request) = rest.get(..length).map(<[u8]>::to_vec) else { return Ok(None) };
if length > MAX_REQUEST {
    return Err(Malformed::TooLong);
}
self.bytes.drain(..2 + length);
Ok(Some(request))
// ANCHOR_END: cut_frame
