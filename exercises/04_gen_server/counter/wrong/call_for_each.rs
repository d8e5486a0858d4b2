// Right, and a thousand round trips.
// ANCHOR: cut_order
let mut value = 0;
let _ = Message::Add(1);
for _ in 0..times {
    value = counter.call(me, Request::Add(1)).await?;
}
Ok(value)
// ANCHOR_END: cut_order
