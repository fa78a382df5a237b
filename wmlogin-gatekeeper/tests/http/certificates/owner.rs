//! Somebody who has a key pair and wants a certificate.

use rcgen::string::Ia5String;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, SanType};

pub struct Owner {
    pub key: KeyPair,
}

impl Owner {
    pub fn new() -> Self {
        Self { key: KeyPair::generate().expect("a key") }
    }

    /// A request for a WMID, in DER.
    pub fn request(&self, wmid: &str, email: Option<&str>) -> Vec<u8> {
        self.request_with(wmid, |params| {
            let email = email.map(|email| Ia5String::try_from(email).expect("an address"));
            params.subject_alt_names.extend(email.map(SanType::Rfc822Name));
        })
    }

    pub fn request_with(&self, wmid: &str, change: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
        let mut params = CertificateParams::new([]).expect("no names");
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, wmid);
        change(&mut params);
        params.serialize_request(&self.key).expect("a request").der().to_vec()
    }
}
