// The circle stays; a limit ends it after a second, with the wrong answer.
// ANCHOR: cut_send_along
let need = Need::Reserve { item, customer };
// ANCHOR_END: cut_send_along
// ANCHOR: cut_send_along
/// For whom.
customer: Name,
// ANCHOR_END: cut_send_along
// ANCHOR: cut_send_along
Need::Reserve { item, customer } => {
    let last = self.pieces.get(item) == Some(&1);
    let keep = u32::from(last && !is_regular(customer, me).await);
// ANCHOR_END: cut_send_along
// ANCHOR: cut_send_along

async fn is_regular(customer: Name, me: &mut Context) -> bool {
    let orders = Server::<Orders>::whereis(me.system(), "orders").expect("the orders are running");
    let second = std::time::Duration::from_secs(1);
    orders.call_within(me, crate::Ask::IsRegular(customer), Some(second)).await == Ok(crate::Told::Regular(true))
}
// ANCHOR_END: cut_send_along
