// Believes the right ones, and shows nothing itself.
// ANCHOR: cut_both
let ours = WebPkiClientVerifier::builder_with_provider(believed(papers)?, provider()).build();
let ours = ours.map_err(|cause| Error::General(cause.to_string()))?;
begin_called()?
    .with_client_cert_verifier(ours)
    .with_single_cert(vec![papers.certificate.clone()], papers.key.clone_key())
// ANCHOR_END: cut_both
// ANCHOR: cut_both
Ok(begin_calling()?.with_root_certificates(believed(papers)?).with_no_client_auth())
// ANCHOR_END: cut_both
