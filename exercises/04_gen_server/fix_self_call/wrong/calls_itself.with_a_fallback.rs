// The call to itself fails every time, and what to do then is thought of. The call stays.
// ANCHOR: cut_direct
let has = match crate::client::balance(me, from).await {
    Ok(has) => has,
    Err(_) => self.balance(from),
};
// ANCHOR_END: cut_direct
