// The others will get it in a moment, why wait?
// ANCHOR: cut_naive
self.next += 1;
let version = Version { counter: self.next, node: self.me, born: self.born, write: self.next };
let row = Row { version, value };
keep_newer(&mut self.copy, key.clone(), row.clone());
let message = Message::Store(self.next, vec![(key, row)]);
let mut actions: Vec<Action> = self.seen.iter().map(|node| Action::Send(*node, message.clone())).collect();
actions.push(Action::Reply(client, Answer::Done));
actions
// ANCHOR_END: cut_naive
// ANCHOR: cut_naive
let _ = (number, node);
None
// ANCHOR_END: cut_naive
