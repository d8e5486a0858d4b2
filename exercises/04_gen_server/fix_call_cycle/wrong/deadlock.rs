// verdict: deadlocked
// The delivery goes on asking back, and nobody has a limit.
// ANCHOR: cut_one_way
let _ = |waiting: &Waiting| me.send(waiting.pid, Ready(item));
// ANCHOR_END: cut_one_way
// ANCHOR: cut_one_way
let _ = Note::Arrived(item);
for _customer in who_waits(item, me).await {
    self.take(item, 0);
}
// ANCHOR_END: cut_one_way
// ANCHOR: cut_one_way

async fn who_waits(item: Name, me: &mut Context) -> Vec<Name> {
    let orders = Server::<Orders>::whereis(me.system(), "orders").expect("the orders are running");
    match orders.call_within(me, crate::Ask::WhoWaits(item), None).await {
        Ok(crate::Told::Waiting(customers)) => customers,
        _ => Vec::new(),
    }
}
// ANCHOR_END: cut_one_way
// ANCHOR: cut_limits
Err(_) => Answer::reply(Told::NoStock),
// ANCHOR_END: cut_limits
// ANCHOR: cut_limits
stock.call_within(me, need, None).await
// ANCHOR_END: cut_limits
