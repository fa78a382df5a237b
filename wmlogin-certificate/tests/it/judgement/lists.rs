//! Revocation lists.

use wmlogin_test_support::openssl::P256;

use super::pki::{AUTHORITY, PERSON, Pki, VALID};
use super::{Case, case, differs, judge};

const OLDER: &str = "-crl_lastupdate 20250101000000Z -crl_nextupdate 20490101000000Z";
const NEWER: &str = "-crl_lastupdate 20250201000000Z -crl_nextupdate 20490101000000Z";
const FUTURE: &str = "-crl_lastupdate 20480101000000Z -crl_nextupdate 20490101000000Z";
const OUTDATED: &str = "-crl_lastupdate 20250101000000Z -crl_nextupdate 20250201000000Z";

fn person(pki: &Pki) {
    pki.root(AUTHORITY);
    pki.person("root", PERSON);
}

/// A root, an authority and a person, and the lists of both issuers with these extensions and options.
fn chain(pki: &Pki, of_root: (&[&str], &str), of_between: (&[&str], &str)) {
    pki.root(AUTHORITY);
    pki.between("between", "root", AUTHORITY);
    pki.person("between", PERSON);
    pki.list_with("of-root", "root", of_root.0, "", of_root.1);
    pki.list_with("of-between", "between", of_between.0, "", of_between.1);
}

const REVOKED: &[Case] = &[
    case("an empty list", |pki| {
        person(pki);
        pki.list("first", "root", &[]);
    }),
    case("a list with the person", |pki| {
        person(pki);
        pki.list("first", "root", &["own"]);
    }),
    case("a list with the authority", |pki| chain(pki, (&["between"], NEWER), (&[], NEWER))),
    case("a list with the person of an authority", |pki| chain(pki, (&[], NEWER), (&["own"], NEWER))),
    case("a list with a person on hold", |pki| {
        person(pki);
        pki.list("first", "root", &["own -crl_reason certificateHold"]);
    }),
    case("a serial number of zero", |pki| revoked_number(pki, "0x00")),
    case("a negative serial number", |pki| revoked_number(pki, "-5")),
    case("a serial number of 20 bytes", |pki| {
        revoked_number(pki, "0x8000000000000000000000000000000000000001");
    }),
    case("a serial number of 21 bytes", |pki| {
        revoked_number(pki, "0x010000000000000000000000000000000000000001");
    }),
];

/// A person with this serial number, who is revoked.
fn revoked_number(pki: &Pki, number: &str) {
    pki.root(AUTHORITY);
    pki.person_with(P256, "root", PERSON, &format!("{VALID} -set_serial {number}"));
    pki.list("first", "root", &["own"]);
}

/// Two lists of the root with these certificates, in the order in which they are given to the verifier.
fn two(pki: &Pki, first: (&[&str], &str), second: (&[&str], &str)) {
    person(pki);
    pki.list_with("first", "root", first.0, "", first.1);
    pki.list_with("second", "root", second.0, "", second.1);
}

const SEVERAL: &[Case] = &[
    case("an older list, and a newer one with the person", |pki| two(pki, (&[], OLDER), (&["own"], NEWER))),
    case("a newer list with the person, and an older one", |pki| two(pki, (&["own"], NEWER), (&[], OLDER))),
    case("an outdated list, and a newer one", |pki| two(pki, (&[], OUTDATED), (&[], NEWER))),
    case("an outdated list, and a newer one with the person", |pki| {
        two(pki, (&[], OUTDATED), (&["own"], NEWER));
    }),
    case("a newer list with the person, and an outdated one", |pki| {
        two(pki, (&["own"], NEWER), (&[], OUTDATED));
    }),
    differs("a list with the person on hold, and a newer one without", "any revocation counts", |pki| {
        two(pki, (&["own -crl_reason certificateHold"], OLDER), (&[], NEWER));
    }),
    case("a list with the person, and one from the future without", |pki| {
        two(pki, (&["own"], NEWER), (&[], FUTURE));
    }),
    case("a list from the future, and one with the person", |pki| two(pki, (&[], FUTURE), (&["own"], NEWER))),
    case("a list from the future with the person, and one of today", |pki| {
        two(pki, (&["own"], FUTURE), (&[], NEWER));
    }),
    case("the list of a namesake, and that of the root", |pki| {
        person(pki);
        pki.issue("namesake", "/CN=root", P256, "root", AUTHORITY, VALID);
        pki.list_with("first", "namesake", &[], "", NEWER);
        pki.list_with("second", "root", &[], "", OLDER);
    }),
    case("the list of a namesake, and that of the root with the person", |pki| {
        person(pki);
        pki.issue("namesake", "/CN=root", P256, "root", AUTHORITY, VALID);
        pki.list_with("first", "namesake", &[], "", NEWER);
        pki.list_with("second", "root", &["own"], "", OLDER);
    }),
];

const DATES: &[Case] = &[
    case("a list from the future", |pki| {
        person(pki);
        pki.list_with("first", "root", &[], "", FUTURE);
    }),
    case("an outdated list", |pki| {
        person(pki);
        pki.list_with("first", "root", &[], "", OUTDATED);
    }),
    case("an outdated list with the person", |pki| {
        person(pki);
        pki.list_with("first", "root", &["own"], "", OUTDATED);
    }),
    case("an outdated list of the authority", |pki| chain(pki, (&[], NEWER), (&[], OUTDATED))),
    case("an outdated list of the root", |pki| chain(pki, (&[], OUTDATED), (&[], NEWER))),
    case("a list of the root from the future", |pki| chain(pki, (&[], FUTURE), (&[], NEWER))),
    case("a list of the authority from the future", |pki| chain(pki, (&[], NEWER), (&[], FUTURE))),
    case("a list of the authority from the future with the person", |pki| {
        chain(pki, (&[], NEWER), (&["own"], FUTURE));
    }),
    case("an outdated list of the root with the authority", |pki| {
        chain(pki, (&["between"], OUTDATED), (&[], NEWER));
    }),
    case("two lists of the authority, the older with the person", |pki| {
        chain(pki, (&[], NEWER), (&[], OLDER));
        pki.list_with("of-between-again", "between", &["own"], "", NEWER);
    }),
    case("two lists of the authority, the newer first and with the person", |pki| {
        chain(pki, (&[], NEWER), (&["own"], NEWER));
        pki.list_with("of-between-again", "between", &[], "", OLDER);
    }),
    case("two lists of the root, the newer with the authority", |pki| {
        chain(pki, (&[], OLDER), (&[], NEWER));
        pki.list_with("of-root-again", "root", &["between"], "", NEWER);
    }),
];

const ISSUERS: &[Case] = &[
    case("no list of the authority", |pki| {
        pki.root(AUTHORITY);
        pki.between("between", "root", AUTHORITY);
        pki.person("between", PERSON);
        pki.list("first", "root", &[]);
    }),
    case("no list of the root", |pki| {
        pki.root(AUTHORITY);
        pki.between("between", "root", AUTHORITY);
        pki.person("between", PERSON);
        pki.list("first", "between", &[]);
    }),
    case("a list of a root that signs certificates alone", |pki| {
        pki.root("basicConstraints = critical,CA:TRUE\nkeyUsage = keyCertSign");
        pki.person("root", PERSON);
        pki.list("first", "root", &[]);
    }),
    case("a list of an authority that signs certificates alone", |pki| {
        pki.root(AUTHORITY);
        pki.between("between", "root", "basicConstraints = critical,CA:TRUE\nkeyUsage = keyCertSign");
        pki.person("between", PERSON);
        pki.list("first", "root", &[]);
        pki.list("second", "between", &[]);
    }),
    case("a list of a namesake", |pki| {
        person(pki);
        pki.issue("namesake", "/CN=root", P256, "root", AUTHORITY, VALID);
        pki.list("first", "namesake", &[]);
    }),
];

/// A list of the root with these extensions; without any, it is of version 1.
fn with(pki: &Pki, extensions: &str) {
    person(pki);
    pki.list_with("first", "root", &[], extensions, NEWER);
}

const FORMS: &[Case] = &[
    case("a list of persons alone", |pki| with(pki, "issuingDistributionPoint = critical,onlyuser:TRUE")),
    case("a list of authorities alone", |pki| with(pki, "issuingDistributionPoint = critical,onlyCA:TRUE")),
    case("a list of attributes alone", |pki| with(pki, "issuingDistributionPoint = critical,onlyAA:TRUE")),
    case("a list of some reasons alone", |pki| {
        with(pki, "issuingDistributionPoint = critical,onlysomereasons:keyCompromise");
    }),
    case("a list of other issuers", |pki| with(pki, "issuingDistributionPoint = critical,indirectCRL:TRUE")),
    differs("a list of changes", "it is not complete", |pki| with(pki, "2.5.29.27 = critical,DER:020101")),
    differs("a list of changes with the person, and a complete one", "the second is not supported", |pki| {
        person(pki);
        pki.list_with("first", "root", &[], "", NEWER);
        pki.list_with("second", "root", &["own"], "2.5.29.27 = critical,DER:020101", NEWER);
    }),
    differs(
        "a list of other issuers with the person, and a complete one",
        "the first is not supported",
        |pki| {
            person(pki);
            pki.list_with(
                "first",
                "root",
                &["own"],
                "issuingDistributionPoint = critical,indirectCRL:TRUE",
                NEWER,
            );
            pki.list_with("second", "root", &[], "", NEWER);
        },
    ),
    differs("a list that is signed with SHA-1", "it can be forged", |pki| {
        person(pki);
        pki.list_with("first", "root", &[], "", &format!("{NEWER} -md sha1"));
    }),
    case("a list with a critical extension that nobody knows", |pki| {
        with(pki, "1.2.3.4 = critical,DER:0500");
    }),
    case("lists of persons and of authorities", |pki| {
        person(pki);
        pki.list_with("first", "root", &[], "issuingDistributionPoint = critical,onlyCA:TRUE", NEWER);
        pki.list_with("second", "root", &["own"], "issuingDistributionPoint = critical,onlyuser:TRUE", OLDER);
    }),
];

#[test]
fn of_revoked_certificates() {
    judge("revoked", REVOKED);
}

#[test]
fn of_several_lists() {
    judge("several_lists", SEVERAL);
}

#[test]
fn of_dates() {
    judge("dates_of_lists", DATES);
}

#[test]
fn of_issuers() {
    judge("issuers_of_lists", ISSUERS);
}

#[test]
fn of_forms() {
    judge("forms_of_lists", FORMS);
}
