// Passes the report on, and keeps the lost node for itself: we still see it, do we not?
// ANCHOR: cut_lost
self.number += 1;
let number = i64::try_from(self.number).expect("a node lives shorter than that");
let message = Message::LostConnection { of: self.own.node, life: self.life, number, with: node };
self.tell_all(&message, node, actions);
// ANCHOR_END: cut_lost
// ANCHOR: cut_lost
if self.losses.get(&(of, with)).is_some_and(|(known, last)| *known == life && number <= *last) {
    return;
}
self.losses.insert((of, with), (life, number));
let _ = Self::knows;
self.tell_all(&Message::LostConnection { of, life, number, with }, of, actions);
// ANCHOR_END: cut_lost
// ANCHOR: cut_lost
self.drop_where(|entry| entry.process.node == node)
// ANCHOR_END: cut_lost
