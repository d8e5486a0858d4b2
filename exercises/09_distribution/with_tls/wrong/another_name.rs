// Every certificate is for `localhost` in the example that this was taken from.
// ANCHOR: cut_who
let _ = host;
ServerName::try_from("localhost").map_err(|cause| io::Error::new(io::ErrorKind::InvalidData, cause))
// ANCHOR_END: cut_who
