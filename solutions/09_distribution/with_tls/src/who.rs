//! Whose certificate it is. That it is good says only that our authority has signed it, for somebody.
//!
//! Source: rustls 0.23, `client::verify_server_name`; RFC 6125. Chapter: `distribution`.

use std::io;

use rustls::client::verify_server_name;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::server::ParsedCertificate;

/// For whom the certificate of a node must be that we call on this host.
///
/// # Errors
/// When that is no name of a host.
// ANCHOR: expected
pub fn expected(host: &str) -> io::Result<ServerName<'static>> {
    // ANCHOR: cut_who
    ServerName::try_from(host.to_owned()).map_err(|cause| io::Error::new(io::ErrorKind::InvalidData, cause))
    // ANCHOR_END: cut_who => // TODO who: `ServerName::try_from` takes a String; an error of ours is `InvalidData`
    // ANCHOR_END: cut_who => let _ = ServerName::try_from(host.to_owned());
    // ANCHOR_END: cut_who => todo!("who: whom we expect at the other end")
}
// ANCHOR_END: expected

/// Whether a certificate is for this host.
// ANCHOR: is_for
#[must_use]
pub fn is_for(certificate: &CertificateDer<'_>, host: &str) -> bool {
    // ANCHOR: cut_who
    let (Ok(certificate), Ok(host)) = (ParsedCertificate::try_from(certificate), expected(host)) else {
        return false;
    };
    verify_server_name(&certificate, &host).is_ok()
    // ANCHOR_END: cut_who => // TODO who: read the certificate, and compare; what cannot be read is for nobody
    // ANCHOR_END: cut_who => let _ = (ParsedCertificate::try_from(certificate), host, verify_server_name);
    // ANCHOR_END: cut_who => todo!("who: is it for this host?")
}
// ANCHOR_END: is_for
