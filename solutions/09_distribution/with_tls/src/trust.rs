//! Who must show what. Two answers, one for each side of a connection, since a node is on both.
//!
//! A browser checks the server and shows nothing: that is the default of TLS. Between nodes both sides show a
//! certificate, and both believe one authority only, their own.
//!
//! Source: rustls 0.23, `WebPkiClientVerifier`, `ConfigBuilder`; OTP, `ssl`: `verify`, `fail_if_no_peer_cert`.
//! Chapter: `distribution`.

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, ConfigBuilder, Error, RootCertStore, ServerConfig, WantsVerifier};

use crate::authority::Papers;

/// How we take a call: what we show, and what we want to see.
///
/// # Errors
/// When the papers do not belong together.
// ANCHOR: called
pub fn called(papers: &Papers) -> Result<ServerConfig, Error> {
    // ANCHOR: cut_both
    let ours = WebPkiClientVerifier::builder_with_provider(believed(papers)?, provider()).build();
    let ours = ours.map_err(|cause| Error::General(cause.to_string()))?;
    begin_called()?
        .with_client_cert_verifier(ours)
        .with_single_cert(vec![papers.certificate.clone()], papers.key.clone_key())
    // ANCHOR_END: cut_both => // TODO both: after `begin_called()?` comes whom to let in, then what to show
    // ANCHOR_END: cut_both => let _ = (begin_called()?, believed(papers)?, WebPkiClientVerifier::builder_with_provider, provider);
    // ANCHOR_END: cut_both => todo!("both: who must show what, when we are called")
}
// ANCHOR_END: called

/// How we call: what we show, and what we want to see.
///
/// # Errors
/// When the papers do not belong together.
// ANCHOR: calling
pub fn calling(papers: &Papers) -> Result<ClientConfig, Error> {
    // ANCHOR: cut_both
    begin_calling()?
        .with_root_certificates(believed(papers)?)
        .with_client_auth_cert(vec![papers.certificate.clone()], papers.key.clone_key())
    // ANCHOR_END: cut_both => // TODO both: after `begin_calling()?` comes whom to believe, then what to show
    // ANCHOR_END: cut_both => let _ = (begin_calling()?, believed(papers)?);
    // ANCHOR_END: cut_both => todo!("both: who must show what, when we call")
}
// ANCHOR_END: calling

/// Our own authority, and no other: those that browsers know have nothing to say here.
fn believed(papers: &Papers) -> Result<Arc<RootCertStore>, Error> {
    let mut roots = RootCertStore::empty();
    roots.add(papers.authority.clone())?;
    Ok(Arc::new(roots))
}

fn begin_called() -> Result<ConfigBuilder<ServerConfig, WantsVerifier>, Error> {
    ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()
}

fn begin_calling() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, Error> {
    ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()
}

/// The arithmetic, by name: another crate of the program may have brought a second one.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}
