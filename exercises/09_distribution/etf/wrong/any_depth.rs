// A Vec has room for any number of levels.
// ANCHOR: cut_deep
Next::Open(begun) => open.push(begun),
// ANCHOR_END: cut_deep
// ANCHOR: cut_deep
let mut done = part;
while let Some(around) = open.last_mut() {
    let Some(whole) = around.take(done)? else { return Ok(None) };
    open.pop();
    done = whole;
}
Ok(Some(done))
// ANCHOR_END: cut_deep
