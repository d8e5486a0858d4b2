// Looks at a certificate if there is one, and lets those in who have none.
// ANCHOR: cut_both
let ours = WebPkiClientVerifier::builder_with_provider(believed(papers)?, provider()).allow_unauthenticated();
let ours = ours.build().map_err(|cause| Error::General(cause.to_string()))?;
begin_called()?
    .with_client_cert_verifier(ours)
    .with_single_cert(vec![papers.certificate.clone()], papers.key.clone_key())
// ANCHOR_END: cut_both
