//! The root: a key pair and its certificate, and what it signs.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CidrSubnet, DistinguishedName,
    DnType, Error, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose, NameConstraints, RevokedCertParams, SanType, SerialNumber, SubjectPublicKeyInfo,
    date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs::sign::any_supported_type;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use wmlogin_certificate::tls::server_config;
use wmlogin_certificate::{CertificateRequest, CertificateVerifier, CertificateVerifierBuildError, Serial};
use wmlogin_types::CERTIFICATE_LIFETIME;

/// The name of the root, which nobody can mistake for a real one.
const NAME: &str = "wmlogin TEST root - not WebMoney";

/// The time by which certificates are backdated, as authorities do: the clock of whoever gets one may be behind.
pub(super) const BACKDATED: TimeDelta = TimeDelta::hours(1);

/// How long a revocation list is good for. It is signed anew for everybody who asks.
const REVOCATION_LIST_LIFETIME: TimeDelta = TimeDelta::days(1);

/// How long the TLS listener's certificate is valid, by the machine's clock, which browsers go by. Each start
/// makes a new one.
const SERVER_LIFETIME: Duration = Duration::from_hours(90 * 24);

/// How far the machine's clock may be ahead of a browser's.
const SERVER_SKEW: Duration = Duration::from_hours(24);

/// The server names that the root can vouch for.
const LOCALHOST: &str = "localhost";

pub(super) struct Root {
    der: CertificateDer<'static>,
    pem: String,
    issuer: Issuer<'static, KeyPair>,
    verifier: CertificateVerifier,
}

/// Why a root cannot be had, in the words of whoever found out.
type Reason = Box<dyn std::error::Error + Send + Sync>;

impl Root {
    /// The root of a key. It is the same root to whatever was signed with the key, however often it is made.
    pub(super) fn of(key: KeyPair, names: &[String]) -> Result<Self, Reason> {
        let params = params(names)?;
        let certificate = params.self_signed(&key)?;
        let (pem, der) = (certificate.pem(), CertificateDer::from(certificate));
        Ok(Self { verifier: verifier(&der)?, der, pem, issuer: Issuer::new(params, key) })
    }

    /// The root from its two files.
    pub(super) fn read(certificate: String, key: KeyPair) -> Result<Self, Reason> {
        let der =
            CertificateDer::from_pem_slice(certificate.as_bytes()).map_err(|_| "it holds no certificate")?;
        let issuer = Issuer::from_ca_cert_der(&der, key)?;
        if !has_key(&der, issuer.key()) {
            return Err("it is the certificate of another key".into());
        }
        if !issuer.key_usages().contains(&KeyUsagePurpose::KeyCertSign) {
            return Err("it is not the certificate of an authority".into());
        }
        Ok(Self { verifier: verifier(&der)?, der, pem: certificate, issuer })
    }

    /// The private key, for the file that is there for it and for nothing else.
    pub(super) fn secret_key_pem(&self) -> String {
        self.issuer.key().serialize_pem()
    }

    /// Verifies what this root issued. It knows nothing of revocation.
    pub(super) const fn verifier(&self) -> &CertificateVerifier {
        &self.verifier
    }

    pub(super) const fn der(&self) -> &CertificateDer<'static> {
        &self.der
    }

    pub(super) fn pem(&self) -> &str {
        &self.pem
    }

    /// Signs what the request is for, backdated; `None` if no certificate can have these dates.
    pub(super) fn sign(
        &self,
        request: &CertificateRequest,
        serial: &Serial,
        now: DateTime<Utc>,
    ) -> Result<Option<CertificateDer<'static>>, Error> {
        let Some(from) = now.checked_sub_signed(BACKDATED) else { return Ok(None) };
        let Some((from, until)) = dates(from, CERTIFICATE_LIFETIME.after(from)) else { return Ok(None) };
        let mut params = CertificateParams::new([])?;
        (params.not_before, params.not_after) = (from.into(), until.into());
        params.serial_number = Some(SerialNumber::from_slice(serial.as_bytes()));
        params.distinguished_name = DistinguishedName::new();
        // `CertificateSubject::CommonName`
        params.distinguished_name.push(DnType::CommonName, request.holder().wmid().as_str());
        if let Some(email) = request.holder().email() {
            params.subject_alt_names.push(SanType::Rfc822Name(email.try_into()?));
        }
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let key = SubjectPublicKeyInfo::from_der(request.public_key_der())?;
        Ok(Some(params.signed_by(&key, &self.issuer)?.into()))
    }

    /// Signs the list of what was revoked, as of now; None if no list can say its dates.
    pub(super) fn revocation_list(
        &self,
        revoked: impl Iterator<Item = (Serial, DateTime<Utc>)>,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<u8>>, Error> {
        let until = now.checked_add_signed(REVOCATION_LIST_LIFETIME);
        // RFC 5280 section 5.2.3: the numbers of the lists increase, as long as the clock does.
        let (Some((this_update, next_update)), Ok(number)) =
            (dates(now, until), u64::try_from(now.timestamp_micros()))
        else {
            return Ok(None);
        };
        let entry = |(serial, since): (Serial, DateTime<Utc>)| RevokedCertParams {
            serial_number: SerialNumber::from_slice(serial.as_bytes()),
            revocation_time: SystemTime::from(since).into(),
            reason_code: None,
            invalidity_date: None,
        };
        let list = CertificateRevocationListParams {
            this_update: this_update.into(),
            next_update: next_update.into(),
            crl_number: number.into(),
            issuing_distribution_point: None,
            revoked_certs: revoked.map(entry).collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        Ok(Some(list.signed_by(&self.issuer)?.der().to_vec()))
    }

    /// How the TLS listener on this machine speaks, with a new key and certificate.
    pub(super) fn server_config(&self, names: &[String]) -> Result<ServerConfig, Reason> {
        let names = names.iter().cloned().chain([LOCALHOST.to_owned()]);
        let mut params = CertificateParams::new(names.collect::<Vec<_>>())?;
        let addresses = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        params.subject_alt_names.extend(addresses.map(SanType::IpAddress));
        let now = SystemTime::now();
        (params.not_before, params.not_after) = ((now - SERVER_SKEW).into(), (now + SERVER_LIFETIME).into());
        params.distinguished_name = named(LOCALHOST);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?.pem();
        Ok(server_config(&self.verifier, certificate.as_bytes(), key.serialize_pem().as_bytes())?)
    }
}

/// What the root says of itself.
fn params(names: &[String]) -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::new([])?;
    // Whatever time the stand-in's clock is set to.
    (params.not_before, params.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(2100, 1, 1));
    params.distinguished_name = named(NAME);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let loopback = [
        GeneralSubtree::DnsName(LOCALHOST.to_owned()),
        GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix([127, 0, 0, 0], 8)),
        GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(Ipv6Addr::LOCALHOST.into(), 128)),
    ];
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: names.iter().cloned().map(GeneralSubtree::DnsName).chain(loopback).collect(),
        excluded_subtrees: Vec::new(),
    });
    Ok(params)
}

/// Certificates are signed and verified by one clock, so there is no skew.
fn verifier(root: &CertificateDer<'static>) -> Result<CertificateVerifier, CertificateVerifierBuildError> {
    CertificateVerifier::builder().root_certificates(root.to_vec()).clock_skew(Duration::ZERO).build()
}

fn named(name: &str) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, name);
    subject
}

/// Whether it is the certificate of this key.
fn has_key(certificate: &CertificateDer<'static>, key: &KeyPair) -> bool {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let signing = any_supported_type(&key);
    signing.is_ok_and(|key| CertifiedKey::new(vec![certificate.clone()], key).keys_match().is_ok())
}

/// Returns the two times as a certificate has them; `None` if it cannot. RFC 5280 section 4.1.2.5 has no years
/// after 9999, and of those before 1970 the readers of most programs have none.
fn dates(from: DateTime<Utc>, until: Option<DateTime<Utc>>) -> Option<(SystemTime, SystemTime)> {
    let until = until.filter(|until| (1970..=9999).contains(&from.year()) && until.year() <= 9999)?;
    Some((from.into(), until.into()))
}
