// Makes an entry of its own for each answer.
// ANCHOR: cut_port_please
Self::Found(entry) => {
    let mut bytes = vec![PORT2_RESP, OK];
    entry.write(&mut bytes);
    bytes
}
Self::Unknown => vec![PORT2_RESP, REFUSED],
// ANCHOR_END: cut_port_please
// ANCHOR: cut_port_please
match self.entries.get(name) {
    Some(held) => Answer::Found(Entry { lowest: 5, ..Entry::visible(name, held.entry.port) }),
    None => Answer::Unknown,
}
// ANCHOR_END: cut_port_please
