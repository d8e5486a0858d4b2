//! An authority of one's own: whoever has its key says which certificates are good.
//!
//! It lives in memory, for the course and its tests. At work its key lies where no node can read it, and certificates
//! end after days, not in the year 4096.
//!
//! Chapter: `distribution`.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, PublicKeyData,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// Signs certificates.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// What a node needs: its certificate, the key to it, and the authority that it believes.
pub struct Papers {
    /// Shown to everybody: for which host it is, and who says so.
    pub certificate: CertificateDer<'static>,
    /// Shown to nobody.
    pub key: PrivateKeyDer<'static>,
    /// Whose certificates we believe.
    pub authority: CertificateDer<'static>,
}

impl Authority {
    /// A new one, that nobody believes yet.
    ///
    /// # Panics
    /// When the system gives no random numbers.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Self {
            issuer: CertifiedIssuer::self_signed(params, fresh_key()).expect("its own name can be signed"),
        }
    }

    /// A certificate for a host, and its key. A node calls and is called, so it is good for both.
    ///
    /// # Panics
    /// When `host` is neither an address nor the name of a host.
    #[must_use]
    pub fn issue(&self, host: &str) -> Papers {
        let key = fresh_key();
        let mut params = CertificateParams::new([host.to_owned()]).expect("the name of a host");
        params.distinguished_name.push(DnType::CommonName, host);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &self.issuer).expect("an authority can sign");
        Papers {
            certificate: certificate.der().clone(),
            key: PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            authority: self.issuer.der().clone(),
        }
    }
}

/// P-256: what every TLS of today can read.
fn fresh_key() -> KeyPair {
    KeyPair::generate().expect("the system gives random numbers")
}

impl Papers {
    /// Writes `cert.pem`, `key.pem` and `authority.pem` into a folder, as other programs want them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("cert.pem"), pem("CERTIFICATE", &self.certificate))?;
        fs::write(folder.join("key.pem"), pem("PRIVATE KEY", self.key.secret_der()))?;
        fs::write(folder.join("authority.pem"), pem("CERTIFICATE", &self.authority))
    }
}

fn pem(what: &str, der: &[u8]) -> String {
    let config = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
    pem::encode_config(&pem::Pem::new(what, der), config)
}

impl Clone for Papers {
    fn clone(&self) -> Self {
        let (certificate, authority) = (self.certificate.clone(), self.authority.clone());
        Self { certificate, key: self.key.clone_key(), authority }
    }
}

impl fmt::Debug for Papers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Papers") // the key is nobody's business
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authority({} bytes)", self.issuer.key().der_bytes().len())
    }
}
