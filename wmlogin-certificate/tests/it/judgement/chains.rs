//! Paths from a personal certificate to a root.

use wmlogin_test_support::openssl::{P256, P384, RSA_1024, RSA_2048};

use super::pki::{AUTHORITY, PERSON, Pki, VALID};
use super::{Case, case, differs, judge};

const CA: &str = "basicConstraints = critical,CA:TRUE\n";
const SIGNS_LISTS: &str = "basicConstraints = critical,CA:TRUE\nkeyUsage = cRLSign,digitalSignature\n";

/// A root, an authority with these extensions, and a person.
fn through(pki: &Pki, extensions: &str) {
    pki.root(AUTHORITY);
    pki.between("between", "root", extensions);
    pki.person("between", PERSON);
}

/// A root with these extensions, an authority, and a person.
fn below(pki: &Pki, extensions: &str) {
    pki.root(extensions);
    pki.between("between", "root", AUTHORITY);
    pki.person("between", PERSON);
}

/// A root and a person with these extensions.
fn person(pki: &Pki, extensions: &str) {
    pki.root(AUTHORITY);
    pki.person("root", extensions);
}

const USAGES: &[Case] = &[
    case("a root and a person", |pki| person(pki, PERSON)),
    case("an authority between", |pki| through(pki, AUTHORITY)),
    case("an authority without key usage", |pki| through(pki, CA)),
    case("an authority that signs lists alone", |pki| through(pki, SIGNS_LISTS)),
    case("a higher authority that signs lists alone", |pki| {
        pki.root(AUTHORITY);
        pki.between("higher", "root", SIGNS_LISTS);
        pki.between("between", "higher", AUTHORITY);
        pki.person("between", PERSON);
    }),
    case("a root that signs lists alone", |pki| below(pki, SIGNS_LISTS)),
    case("a root that signs lists alone, directly", |pki| {
        pki.root(SIGNS_LISTS);
        pki.person("root", PERSON);
    }),
    case("a root without key usage", |pki| below(pki, CA)),
    case("an authority for servers alone", |pki| {
        through(pki, &format!("{AUTHORITY}extendedKeyUsage = serverAuth\n"));
    }),
    case("an authority for clients", |pki| {
        through(pki, &format!("{AUTHORITY}extendedKeyUsage = clientAuth\n"));
    }),
    case("an authority for any use", |pki| {
        through(pki, &format!("{AUTHORITY}extendedKeyUsage = anyExtendedKeyUsage\n"));
    }),
    case("a root for servers alone", |pki| {
        below(pki, &format!("{AUTHORITY}extendedKeyUsage = serverAuth\n"));
    }),
    case("a root for clients", |pki| below(pki, &format!("{AUTHORITY}extendedKeyUsage = clientAuth\n"))),
    case("a person without usages", |pki| person(pki, "basicConstraints = CA:FALSE")),
    case("a person for servers alone", |pki| person(pki, "extendedKeyUsage = serverAuth")),
    case("a person for mail alone", |pki| person(pki, "extendedKeyUsage = emailProtection")),
    case("a person for any use", |pki| person(pki, "extendedKeyUsage = anyExtendedKeyUsage")),
    case("a person with a key that signs certificates alone", |pki| person(pki, "keyUsage = keyCertSign")),
    case("a person with a key that encrypts alone", |pki| person(pki, "keyUsage = keyEncipherment")),
    differs("a person with a key that agrees on keys alone", "it signs no handshake", |pki| {
        person(pki, "keyUsage = keyAgreement");
    }),
    differs("a person who is an authority", "a person is none", |pki| {
        person(pki, "basicConstraints = CA:TRUE\nkeyUsage = digitalSignature,keyCertSign");
    }),
];

const CONSTRAINTS: &[Case] = &[
    case("an authority without constraints", |pki| through(pki, "keyUsage = keyCertSign")),
    case("an authority that is none", |pki| {
        through(pki, "basicConstraints = CA:FALSE\nkeyUsage = keyCertSign");
    }),
    case("an authority that permits none below", |pki| {
        pki.root(AUTHORITY);
        pki.between("higher", "root", "basicConstraints = CA:TRUE,pathlen:0\nkeyUsage = keyCertSign");
        pki.between("between", "higher", AUTHORITY);
        pki.person("between", PERSON);
    }),
    case("an authority that permits one below", |pki| {
        pki.root(AUTHORITY);
        pki.between("higher", "root", "basicConstraints = CA:TRUE,pathlen:1\nkeyUsage = keyCertSign");
        pki.between("between", "higher", AUTHORITY);
        pki.person("between", PERSON);
    }),
    case("a root that permits none below", |pki| {
        below(pki, "basicConstraints = CA:TRUE,pathlen:0\nkeyUsage = keyCertSign,cRLSign");
    }),
    case("a root that permits none below, directly", |pki| {
        pki.root("basicConstraints = CA:TRUE,pathlen:0\nkeyUsage = keyCertSign,cRLSign");
        pki.person("root", PERSON);
    }),
    case("a root that permits one below", |pki| {
        below(pki, "basicConstraints = CA:TRUE,pathlen:1\nkeyUsage = keyCertSign,cRLSign");
    }),
    case("a root that permits one of two", |pki| {
        pki.root("basicConstraints = CA:TRUE,pathlen:1\nkeyUsage = keyCertSign,cRLSign");
        pki.between("higher", "root", AUTHORITY);
        pki.between("between", "higher", AUTHORITY);
        pki.person("between", PERSON);
    }),
    case("another mail host than permitted", |pki| {
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,permitted;email:example.org\n"));
    }),
    differs("the permitted mail host", "constraints of mail names are not supported", |pki| {
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,permitted;email:example.com\n"));
    }),
    case("an excluded mail host", |pki| {
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,excluded;email:example.com\n"));
    }),
    case("a permitted server", |pki| {
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,permitted;DNS:localhost\n"));
    }),
    case("a root with a permitted server", |pki| {
        below(pki, &format!("{AUTHORITY}nameConstraints = critical,permitted;DNS:localhost\n"));
    }),
    case("another subject than permitted", |pki| {
        let of = "[of]\nO = Somebody else\n";
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,permitted;dirName:of\n{of}"));
    }),
    case("an excluded subject", |pki| {
        let of = "[of]\nCN = 123456789012\n";
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,excluded;dirName:of\n{of}"));
    }),
    case("a critical extension that nobody knows", |pki| {
        person(pki, &format!("{PERSON}1.2.3.4 = critical,DER:0500"));
    }),
    case("an authority with a critical extension that nobody knows", |pki| {
        through(pki, &format!("{AUTHORITY}1.2.3.4 = critical,DER:0500"));
    }),
    case("another extension", |pki| person(pki, &format!("{PERSON}1.2.3.4 = DER:0500"))),
    case("a policy", |pki| person(pki, &format!("{PERSON}certificatePolicies = 1.2.3.4"))),
    differs("a critical policy", "a critical extension that is not checked", |pki| {
        person(pki, &format!("{PERSON}certificatePolicies = critical,1.2.3.4"));
    }),
    differs("a required policy", "a critical extension that is not checked", |pki| {
        through(pki, &format!("{AUTHORITY}policyConstraints = critical,requireExplicitPolicy:0"));
    }),
];

const ONE_DAY: &str = "-days 1";

const DATES: &[Case] = &[
    case("an expired person", |pki| {
        pki.root(AUTHORITY);
        pki.person_with(P256, "root", PERSON, ONE_DAY);
        pki.later(2);
    }),
    case("an expired authority", |pki| {
        pki.root(AUTHORITY);
        pki.between_with("between", "root", AUTHORITY, ONE_DAY);
        pki.person("between", PERSON);
        pki.later(2);
    }),
    differs("an expired root", "the root's key is trusted, not its certificate", |pki| {
        pki.root_with("root", AUTHORITY, ONE_DAY);
        pki.person("root", PERSON);
        pki.later(2);
    }),
    case("a person of tomorrow", |pki| {
        person(pki, PERSON);
        pki.later(-1);
    }),
    case("a person who expires before he is valid", |pki| {
        pki.root(AUTHORITY);
        pki.person_with(P256, "root", PERSON, "-days -1");
    }),
];

const FORMS: &[Case] = &[
    differs("a person in version 1", "no handshake takes it", |pki| person(pki, "")),
    case("an authority in version 1", |pki| through(pki, "")),
    case("a root in version 1", |pki| below(pki, "")),
    case("a serial number of zero", |pki| serial(pki, "0x00")),
    case("a negative serial number", |pki| serial(pki, "-5")),
    case("a serial number of 20 bytes", |pki| serial(pki, "0x8000000000000000000000000000000000000001")),
    case("a serial number of 21 bytes", |pki| serial(pki, "0x010000000000000000000000000000000000000001")),
    case("a person who signed for himself", |pki| {
        pki.root(AUTHORITY);
        pki.issue("other", "/CN=root", P256, "root", AUTHORITY, VALID);
        pki.person("other", PERSON);
    }),
];

fn serial(pki: &Pki, number: &str) {
    pki.root(AUTHORITY);
    pki.person_with(P256, "root", PERSON, &format!("{VALID} -set_serial {number}"));
}

/// A person with a key of this kind, signed with this digest by a root on P-256.
fn key(pki: &Pki, kind: &str, digest: &str) {
    pki.root(AUTHORITY);
    pki.person_with(kind, "root", PERSON, &format!("{VALID} -{digest}"));
}

/// A person signed by an authority with a key of this kind.
fn key_between(pki: &Pki, kind: &str) {
    pki.root(AUTHORITY);
    pki.between_of(kind, "between", "root", AUTHORITY, VALID);
    pki.person("between", PERSON);
}

const KEYS: &[Case] = &[
    case("RSA 2048", |pki| key(pki, RSA_2048, "sha256")),
    case("ECDSA P-384", |pki| key(pki, P384, "sha384")),
    differs("RSA 1024", "it is weak", |pki| key(pki, RSA_1024, "sha256")),
    case("RSA with exponent 3", |pki| {
        key(pki, "RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3", "sha256");
    }),
    differs("RSA for PSS alone", "no handshake takes it", |pki| {
        key(pki, "RSA-PSS -pkeyopt rsa_keygen_bits:2048", "sha256");
    }),
    differs("ECDSA P-521", "it is in no list of keys", |pki| {
        key(pki, "EC -pkeyopt ec_paramgen_curve:P-521", "sha256");
    }),
    differs("Ed25519", "it is in no list of keys", |pki| key(pki, "ED25519", "sha256")),
    differs("a signature with SHA-1", "it can be forged", |pki| key(pki, P256, "sha1")),
    case("a signature with SHA-512 and P-256", |pki| key(pki, P256, "sha512")),
    differs("an authority on P-521", "it is in no list of keys", |pki| {
        key_between(pki, "EC -pkeyopt ec_paramgen_curve:P-521");
    }),
    differs("an authority with Ed25519", "it is in no list of keys", |pki| key_between(pki, "ED25519")),
    differs("an authority with RSA 1024", "it is weak", |pki| key_between(pki, RSA_1024)),
];

/// A namesake of an authority, with another key, which is not trusted.
fn namesake(pki: &Pki, name: &str, subject: &str) {
    pki.issue(name, subject, P256, "root", AUTHORITY, VALID);
}

const NAMES: &[Case] = &[
    case("an authority, and a namesake of it before", |pki| {
        pki.root(AUTHORITY);
        pki.authority("namesake", "/CN=between", "root", AUTHORITY);
        pki.between("between", "root", AUTHORITY);
        pki.person("between", PERSON);
    }),
    case("an authority, and a namesake of it behind", |pki| {
        pki.root(AUTHORITY);
        pki.between("between", "root", AUTHORITY);
        pki.authority("namesake", "/CN=between", "root", AUTHORITY);
        pki.person("between", PERSON);
    }),
    case("a namesake of the authority alone", |pki| {
        pki.root(AUTHORITY);
        pki.authority("namesake", "/CN=between", "root", AUTHORITY);
        pki.issue("between", "/CN=between", P256, "root", AUTHORITY, VALID);
        pki.person("between", PERSON);
    }),
    case("a namesake of the root", |pki| {
        pki.root(AUTHORITY);
        namesake(pki, "other", "/CN=root");
        pki.person("other", PERSON);
    }),
    case("two roots of one name, the second of the person", |pki| {
        pki.root_with("first", AUTHORITY, VALID);
        pki.root(AUTHORITY);
        pki.person("root", PERSON);
    }),
    case("a root under a new key, signed with the old one", |pki| {
        pki.root(AUTHORITY);
        pki.authority("renewed", "/CN=root", "root", AUTHORITY);
        pki.person("renewed", PERSON);
    }),
    differs("a root under a new key that permits none below", "it counts as an issuer", |pki| {
        pki.root("basicConstraints = CA:TRUE,pathlen:0\nkeyUsage = keyCertSign,cRLSign");
        pki.authority("renewed", "/CN=root", "root", AUTHORITY);
        pki.person("renewed", PERSON);
    }),
    case("authorities in another order, and others", |pki| {
        pki.root(AUTHORITY);
        pki.issue("higher", "/CN=higher", P256, "root", AUTHORITY, VALID);
        pki.issue("between", "/CN=between", P256, "higher", AUTHORITY, VALID);
        pki.authority("other", "/CN=other", "root", AUTHORITY);
        pki.include("between");
        pki.include("higher");
        pki.person("between", PERSON);
    }),
    case("an expired authority, and its renewed certificate", |pki| {
        pki.root(AUTHORITY);
        pki.between_with("between", "root", AUTHORITY, ONE_DAY);
        pki.reissue("renewed", "between", "root", AUTHORITY);
        pki.person("between", PERSON);
        pki.later(2);
    }),
    case("another key identifier than the issuer's", |pki| {
        pki.root(&format!("{AUTHORITY}subjectKeyIdentifier = hash\n"));
        pki.person("root", &format!("{PERSON}authorityKeyIdentifier = keyid\n"));
    }),
    differs("a wrong identifier of the issuer's key", "the key itself decides", |pki| {
        pki.root(&format!("{AUTHORITY}subjectKeyIdentifier = hash\n"));
        pki.person("root", &format!("{PERSON}2.5.29.35 = DER:3006800401020304\n"));
    }),
];

const OTHERS: &[Case] = &[
    case("a critical use", |pki| {
        person(pki, "keyUsage = critical,digitalSignature\nextendedKeyUsage = critical,clientAuth\n");
    }),
    case("a person for mail signatures alone", |pki| {
        person(pki, "keyUsage = nonRepudiation\nextendedKeyUsage = clientAuth\n");
    }),
    case("a person of Netscape's kind for clients", |pki| {
        person(pki, &format!("{PERSON}nsCertType = client\n"));
    }),
    differs("a person of Netscape's kind for servers", "RFC 5280 has no such extension", |pki| {
        person(pki, &format!("{PERSON}nsCertType = server\n"));
    }),
    case("a restriction that is not critical", |pki| {
        through(pki, "basicConstraints = CA:TRUE\nkeyUsage = keyCertSign,cRLSign\n");
    }),
    case("an excluded mail host, not critical", |pki| {
        through(pki, &format!("{AUTHORITY}nameConstraints = excluded;email:example.com\n"));
    }),
    differs("the permitted subject", "constraints of subjects are not supported", |pki| {
        let of = "[of]\nCN = 123456789012\n";
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,permitted;dirName:of\n{of}"));
    }),
    case("an excluded network", |pki| {
        through(pki, &format!("{AUTHORITY}nameConstraints = critical,excluded;IP:10.0.0.0/255.0.0.0\n"));
    }),
    differs("a critical inhibition of policies", "a critical extension that is not checked", |pki| {
        through(pki, &format!("{AUTHORITY}inhibitAnyPolicy = critical,0\n"));
    }),
    case("a required answer of OCSP", |pki| person(pki, &format!("{PERSON}tlsfeature = status_request\n"))),
    case("a place of revocation lists", |pki| {
        person(pki, &format!("{PERSON}crlDistributionPoints = URI:http://localhost/list.crl\n"));
    }),
    case("an authority of tomorrow", |pki| {
        pki.root(AUTHORITY);
        pki.between("between", "root", AUTHORITY);
        pki.person("between", PERSON);
        pki.later(-1);
    }),
];

#[test]
fn of_names() {
    judge("names", NAMES);
}

#[test]
fn of_other_extensions() {
    judge("other_extensions", OTHERS);
}

#[test]
fn of_usages() {
    judge("usages", USAGES);
}

#[test]
fn of_constraints() {
    judge("constraints", CONSTRAINTS);
}

#[test]
fn of_dates() {
    judge("dates", DATES);
}

#[test]
fn of_forms() {
    judge("forms", FORMS);
}

#[test]
fn of_keys() {
    judge("keys", KEYS);
}
