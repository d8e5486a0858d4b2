// Nobody is seen: nobody answers, and nobody is told.
// ANCHOR: cut_naive
self.next += 1;
let version = Version { counter: self.next, node: self.me, born: self.born, write: self.next };
let row = Row { version, value };
keep_newer(&mut self.copy, key.clone(), row.clone());
self.writes.insert(self.next, (client, self.seen.clone()));
let message = Message::Store(self.next, vec![(key, row)]);
self.seen.iter().map(|node| Action::Send(*node, message.clone())).collect()
// ANCHOR_END: cut_naive
// ANCHOR: cut_naive
let (_, waiting) = self.writes.get_mut(&number)?;
waiting.remove(&node);
if !waiting.is_empty() {
    return None;
}
let (client, _) = self.writes.remove(&number)?;
Some(Action::Reply(client, Answer::Done))
// ANCHOR_END: cut_naive
