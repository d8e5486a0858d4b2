// Says what it has sent, and asks nobody.
// ANCHOR: cut_order
for _ in 0..times {
    counter.cast(me, Message::Add(1));
}
let _ = Request::Value;
Ok(times)
// ANCHOR_END: cut_order
