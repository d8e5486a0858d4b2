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
pub fn expected(host: &str) -> io::Result<ServerName<'static>> {
    // TODO who: `ServerName::try_from` takes a String; an error of ours is `InvalidData`
    let _ = ServerName::try_from(host.to_owned());
    todo!("who: whom we expect at the other end")
}

/// Whether a certificate is for this host.
#[must_use]
pub fn is_for(certificate: &CertificateDer<'_>, host: &str) -> bool {
    // TODO who: read the certificate, and compare; what cannot be read is for nobody
    let _ = (ParsedCertificate::try_from(certificate), host, verify_server_name);
    todo!("who: is it for this host?")
}
