// Waits for each process to be reported dead; of a lost node nobody reports anything.
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
self.tell_all(&Message::LostConnection { of, life, number, with }, of, actions);
let leaves = if with == self.own.node { of } else { with };
if self.knows(leaves) {
    actions.push(Action::Tell { to: leaves, message: Message::RemoveConnection });
    self.forget(leaves, actions);
    self.removing.insert(leaves);
}
// ANCHOR_END: cut_lost
// ANCHOR: cut_lost
let _ = node;
Vec::new()
// ANCHOR_END: cut_lost
