//! A user who has a key pair and wants a certificate.

use rcgen::string::Ia5String;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, SanType, date_time_ymd};

use rustls::pki_types::PrivatePkcs8KeyDer;
use wmlogin_certificate::PersonalCertificate;

use super::authority;
use wmlogin_test_support::browser::{Browser, tls_client};
use wmlogin_test_support::world::{USER, World};

pub struct Owner {
    pub key: KeyPair,
}

impl Owner {
    pub fn new() -> Self {
        Self { key: KeyPair::generate().expect("a key") }
    }

    /// A certificate for a WMID that the stand-in signs, and a browser that presents it.
    pub fn registered(&self, world: &World, wmid: &str) -> (PersonalCertificate, Browser) {
        let certificate = authority(world).register(&self.request(wmid, None)).expect("a certificate");
        let browser = self.browser(world, &certificate);
        (certificate, browser)
    }

    /// A browser that presents the certificate.
    pub fn browser(&self, world: &World, certificate: &PersonalCertificate) -> Browser {
        let key = PrivatePkcs8KeyDer::from(self.key.serialize_der());
        let identity = (certificate.der().clone(), key.into());
        Browser::over(tls_client(authority(world).root(), Some(identity))).stopping_at_redirects()
    }

    /// A browser that presents a certificate of its own making.
    pub fn self_signed(&self, world: &World) -> Browser {
        let mut params = named(USER);
        (params.not_before, params.not_after) = (date_time_ymd(2010, 1, 1), date_time_ymd(2020, 1, 1));
        let certificate = params.self_signed(&self.key).expect("a certificate");
        self.browser(world, &PersonalCertificate::from_der(certificate.der()).expect("a certificate"))
    }

    /// A request for a WMID, in DER.
    pub fn request(&self, wmid: &str, email: Option<&str>) -> Vec<u8> {
        self.request_with(wmid, |params| {
            let email = email.map(|email| Ia5String::try_from(email).expect("an address"));
            params.subject_alt_names.extend(email.map(SanType::Rfc822Name));
        })
    }

    pub fn request_with(&self, wmid: &str, change: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
        let mut params = named(wmid);
        change(&mut params);
        params.serialize_request(&self.key).expect("a request").der().to_vec()
    }
}

fn named(wmid: &str) -> CertificateParams {
    let mut params = CertificateParams::new([]).expect("no names");
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, wmid);
    params
}
