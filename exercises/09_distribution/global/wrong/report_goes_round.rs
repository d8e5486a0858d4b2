// Passes on whatever comes, as often as it comes.
// ANCHOR: cut_lost
self.number += 1;
let number = i64::try_from(self.number).expect("a node lives shorter than that");
let message = Message::LostConnection { of: self.own.node, life: self.life, number, with: node };
self.tell_all(&message, node, actions);
// ANCHOR_END: cut_lost
// ANCHOR: cut_lost
self.tell_all(&Message::LostConnection { of, life, number, with }, of, actions);
let leaves = if with == self.own.node { of } else { with };
if self.knows(leaves) {
    actions.push(Action::Tell { to: leaves, message: Message::RemoveConnection });
    self.forget(leaves, actions);
    self.removing.insert(leaves);
}
let _ = &self.losses;
// ANCHOR_END: cut_lost
// ANCHOR: cut_lost
self.drop_where(|entry| entry.process.node == node)
// ANCHOR_END: cut_lost
