// Its own call comes after its own casts: it has none.
// ANCHOR: cut_order
for _ in 0..times {
    counter.cast(me, Message::Add(1));
}
counter.call(me, Request::Value).await
// ANCHOR_END: cut_order
// ANCHOR: cut_order
let _ = |down: &Down| down.reference;
for _ in 0..helpers {
    me.spawn(move |mut helper: Context| async move {
        add_each(&mut helper, counter, times).await.expect("the counter answers");
    });
}
// ANCHOR_END: cut_order
