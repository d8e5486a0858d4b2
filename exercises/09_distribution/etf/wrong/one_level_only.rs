// What is whole is whole; the one around it is forgotten.
// ANCHOR: cut_deep
Next::Open(_) if open.len() == limits.depth => return Err(DecodeError::TooDeep(limits.depth)),
Next::Open(begun) => open.push(begun),
// ANCHOR_END: cut_deep
// ANCHOR: cut_deep
let Some(around) = open.last_mut() else { return Ok(Some(part)) };
let whole = around.take(part)?;
if whole.is_some() {
    open.pop();
}
Ok(whole)
// ANCHOR_END: cut_deep
