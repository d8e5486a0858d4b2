// A certificate that can be read and was let in is good enough.
// ANCHOR: cut_who
ServerName::try_from(host.to_owned()).map_err(|cause| io::Error::new(io::ErrorKind::InvalidData, cause))
// ANCHOR_END: cut_who
// ANCHOR: cut_who
let _ = (host, verify_server_name);
ParsedCertificate::try_from(certificate).is_ok()
// ANCHOR_END: cut_who
