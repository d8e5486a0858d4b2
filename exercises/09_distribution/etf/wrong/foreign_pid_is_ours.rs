// The number is what names a process.
// ANCHOR: cut_pids
let node = Node::of_number(pid.node(), self.own);
self.atom(node.name);
for number in [pid.id(), pid.serial(), node.creation] {
    self.bytes.extend(number.to_be_bytes());
}
// ANCHOR_END: cut_pids
// ANCHOR: cut_pids
let _ = node.known(self.own)?;
Ok(Term::Pid(Pid::of_node(0, id, serial)))
// ANCHOR_END: cut_pids
