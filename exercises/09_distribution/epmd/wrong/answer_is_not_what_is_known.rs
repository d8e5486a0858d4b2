// The byte that says "there is one" goes out in both cases.
// ANCHOR: cut_port_please
Self::Found(entry) => {
    let mut bytes = vec![PORT2_RESP, OK];
    entry.write(&mut bytes);
    bytes
}
Self::Unknown => vec![PORT2_RESP, OK, 0, 0],
// ANCHOR_END: cut_port_please
