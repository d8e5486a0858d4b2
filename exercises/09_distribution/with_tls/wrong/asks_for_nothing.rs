// Takes the default of the library: the server shows, the client looks.
// ANCHOR: cut_both
begin_called()?
    .with_no_client_auth()
    .with_single_cert(vec![papers.certificate.clone()], papers.key.clone_key())
// ANCHOR_END: cut_both
