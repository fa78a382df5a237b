//! Reading certificates.

use rcgen::string::{BmpString, PrintableString, TeletexString, UniversalString};
use rcgen::{CertificateParams, DnType, DnValue};
use wmlogin_certificate::{
    Holder, KeyKind, MAX_EMAIL_LENGTH, PersonalCertificate, PresentedCertificate, ReadError, Serial,
    SerialError,
};
use wmlogin_test_support::tools::require;

use wmlogin_test_support::authority::{WMID, email, personal, root, sign, subject};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::{EXTENSIONS, P256};

fn read(params: &CertificateParams) -> Result<PersonalCertificate, ReadError> {
    PersonalCertificate::from_der(&sign(params, &root("A test root")))
}

/// Returns the error for an unreadable certificate.
fn refused(params: &CertificateParams) -> String {
    let error = read(params).expect_err("not a personal certificate");
    format!("{}: {error}", error.kind())
}

#[test]
fn a_certificate_has_the_data_for_a_list() {
    let mut params = personal(WMID);
    params.subject_alt_names.push(email("keeper@example.com"));
    params.serial_number = Some(vec![0x0A, 0x1B, 0x2C].into());
    params.not_after = rcgen::date_time_ymd(2027, 3, 31);
    let certificate = read(&params).expect("a personal certificate");
    assert_eq!(certificate.holder().wmid().as_str(), WMID);
    assert_eq!(certificate.key(), KeyKind::EcdsaP256);
    assert_eq!(certificate.renewal_from().to_string(), "2027-02-28 00:00:00 UTC");
    let shown = format!("{certificate:#?}").replace(&certificate.fingerprint().to_string(), "…");
    insta::assert_snapshot!(shown, @r#"
    PersonalCertificate {
        holder: Holder {
            wmid: Wmid(
                "123456789012",
            ),
            email: Some(
                "keeper@example.com",
            ),
        },
        serial: Serial(0A:1B:2C),
        fingerprint: Fingerprint(…),
        issuer: "CN=A test root",
        not_before: 2025-01-01T00:00:00Z,
        not_after: 2027-03-31T00:00:00Z,
        key: EcdsaP256,
        ..
    }
    "#);
    let chain = vec![certificate.der().clone(); 3];
    let presented = PresentedCertificate::assume_possession_proved(chain).expect("a certificate");
    let shown = format!("{presented:?}").replace(&certificate.fingerprint().to_string(), "…");
    insta::assert_snapshot!(shown, @r#"PresentedCertificate { claimed: PersonalCertificate { holder: Holder { wmid: Wmid("123456789012"), email: Some("keeper@example.com") }, serial: Serial(0A:1B:2C), fingerprint: Fingerprint(…), issuer: "CN=A test root", not_before: 2025-01-01T00:00:00Z, not_after: 2027-03-31T00:00:00Z, key: EcdsaP256, .. }, issuers: 2 }"#);
}

#[test]
fn openssl_prints_the_same_data() {
    if !require(["openssl"]) {
        return;
    }
    let folder = Folder::new();
    folder.key("own.key", P256);
    folder.write("extensions", format!("[extensions]\n{EXTENSIONS}"));
    folder.write("settings", format!("[req]\ndistinguished_name=dn\n[dn]\n[extensions]\n{EXTENSIONS}"));
    folder.openssl(&format!(
        "req -x509 -config settings -extensions extensions -key own.key -subj /CN={WMID} -out own.pem -days 9"
    ));
    folder.openssl("x509 -in own.pem -outform DER -out own.cer");
    folder.openssl("x509 -in own.pem -pubkey -noout -out own.pub");
    folder.openssl("pkey -pubin -in own.pub -outform DER -out own.pub.der");
    let certificate = PersonalCertificate::from_der(&folder.read("own.cer")).expect("a certificate");
    let shown = folder.openssl("x509 -in own.pem -noout -fingerprint -sha256 -serial -email");
    let lines: Vec<_> = shown.lines().collect();
    assert_eq!(lines[0].split_once('=').expect("a value").1, certificate.fingerprint().to_string());
    let serial: Serial = lines[1].strip_prefix("serial=").expect("a number").parse().expect("a number");
    assert_eq!(serial, *certificate.serial());
    assert_eq!(Some(lines[2]), certificate.holder().email());
    assert_eq!(certificate.public_key_der(), folder.read("own.pub.der"));
}

#[test]
fn the_subject_must_be_a_wmid() {
    let named = |value: DnValue| {
        let mut params = personal(WMID);
        params.distinguished_name = subject([value]);
        params
    };
    let text = |value: &str| named(DnValue::Utf8String(value.to_owned()));
    for value in [
        DnValue::Utf8String(WMID.to_owned()),
        DnValue::PrintableString(PrintableString::try_from(WMID).expect("printable")),
        DnValue::Utf8String("000000000000".to_owned()),
        DnValue::BmpString(BmpString::try_from(WMID).expect("text")),
        DnValue::TeletexString(TeletexString::try_from(WMID).expect("text")),
        DnValue::UniversalString(UniversalString::try_from(WMID).expect("text")),
    ] {
        assert!(read(&named(value.clone())).is_ok(), "{value:?}");
    }
    let mut nameless = personal(WMID);
    nameless.distinguished_name = subject::<&str>([]);
    nameless.distinguished_name.push(DnType::OrganizationName, WMID);
    let mut two = personal(WMID);
    two.distinguished_name = subject([WMID, "210987654321"]);
    let refused: Vec<_> = [
        nameless,
        two,
        text("12345678901"),
        text("1234567890123"),
        text(" 123456789012"),
        text("123456789012\n"),
        text("12345678901\0"),
        text("１２３４５６７８９０１２"),
        text("Keeper"),
        named(DnValue::BmpString(BmpString::try_from("1２3456789012").expect("text"))),
    ]
    .iter()
    .map(refused)
    .collect();
    insta::assert_snapshot!(refused.join("\n"), @r"
    no_wmid: not a personal certificate: the subject has no commonName, expected one with the WMID
    several_wmids: not a personal certificate: the subject has 2 commonName attributes, expected one
    wmid: not a personal certificate: the commonName of the subject is `12345678901`, which is not a WMID: expected 12 digits (found 11 characters)
    wmid: not a personal certificate: the commonName of the subject is `1234567890123`, which is not a WMID: expected 12 digits (found 13 characters)
    wmid: not a personal certificate: the commonName of the subject is ` 123456789012`, which is not a WMID: expected 12 digits (character 1 is not allowed)
    wmid: not a personal certificate: the commonName of the subject is `123456789012\n`, which is not a WMID: expected 12 digits (character 13 is not allowed)
    wmid: not a personal certificate: the commonName of the subject is `12345678901\0`, which is not a WMID: expected 12 digits (character 12 is not allowed)
    wmid: not a personal certificate: the commonName of the subject is `１２３４５６７８９０１２`, which is not a WMID: expected 12 digits (character 1 is not allowed)
    wmid: not a personal certificate: the commonName of the subject is `Keeper`, which is not a WMID: expected 12 digits (character 1 is not allowed)
    wmid: not a personal certificate: the commonName of the subject is `1２3456789012`, which is not a WMID: expected 12 digits (character 2 is not allowed)
    ");
}

/// An e-mail address decides nothing, so none makes a certificate unreadable.
#[test]
fn the_first_valid_email_address_is_taken() {
    let read = |addresses: &[&str]| {
        let mut params = personal(WMID);
        params.subject_alt_names = addresses.iter().map(|address| email(address)).collect();
        read(&params).expect("a personal certificate").holder().email().map(str::to_owned)
    };
    let longest = format!("{}@example.com", "a".repeat(MAX_EMAIL_LENGTH - "@example.com".len()));
    for address in ["keeper@example.com", "a@b", "\"@\"@b", &longest] {
        assert_eq!(read(&[address]).as_deref(), Some(address));
    }
    assert_eq!(read(&[]), None);
    assert_eq!(read(&["a@b", "c@d"]).as_deref(), Some("a@b"));
    assert_eq!(read(&["", "keeper", "c@d"]).as_deref(), Some("c@d"));
    for address in ["", "keeper", "@b", "a@", "a b@c", "a@b\r\nc", &format!("a{longest}")] {
        assert_eq!(read(&[address]), None, "{address}");
    }
}

#[test]
fn other_forms_of_alternative_names_are_skipped() {
    if !require(["openssl"]) {
        return;
    }
    let folder = Folder::new();
    folder.key("own.key", P256);
    for (names, expected) in [
        ("DER:3000", None),
        ("DER:30028100", None),
        // Not ASCII, and then an address; a value that is no name at all.
        ("DER:300a8103c3a94081036140 62", Some("a@b")),
        ("DER:0500", None),
        ("DNS:localhost,email:a@b,URI:http://localhost", Some("a@b")),
        ("otherName:1.2.3;UTF8:a@b", None),
    ] {
        folder.openssl(&format!(
            "req -x509 -key own.key -subj /CN={WMID} -addext subjectAltName={} -outform DER -out own.cer",
            names.replace(' ', "")
        ));
        let certificate = PersonalCertificate::from_der(&folder.read("own.cer")).expect("a certificate");
        assert_eq!(certificate.holder().email(), expected, "{names}");
    }
}

#[test]
fn a_holder_can_be_created() {
    let wmid = WMID.parse().expect("a WMID");
    assert_eq!(Holder::new(wmid, Some("a@b")).expect("a holder").email(), Some("a@b"));
    assert_eq!(Holder::new(wmid, None).expect("a holder").wmid().as_str(), WMID);
    assert_eq!(Holder::new(wmid, Some("a")).expect_err("no address").kind(), "email");
}

#[test]
fn serial_numbers_are_parsed_and_printed() {
    for (text, expected) in [
        ("1", Err(SerialError::NotHexadecimal)),
        ("01", Ok("01")),
        ("00:01", Ok("01")),
        ("0a1B", Ok("0A:1B")),
        ("0a:1B", Ok("0A:1B")),
        ("0a:1", Err(SerialError::NotHexadecimal)),
        ("0a::1b", Err(SerialError::NotHexadecimal)),
        ("+1", Err(SerialError::NotHexadecimal)),
        ("0g", Err(SerialError::NotHexadecimal)),
        ("ёё", Err(SerialError::NotHexadecimal)),
        ("", Err(SerialError::NotHexadecimal)),
        ("-", Err(SerialError::NotHexadecimal)),
        ("00", Ok("00")),
        ("-00", Ok("00")),
        ("-05", Ok("-05")),
    ] {
        let serial: Result<Serial, _> = text.parse();
        assert_eq!(serial.map(|serial| serial.to_string()), expected.map(str::to_owned), "{text}");
    }
    assert!(Serial::from_bytes(&[0xFF; 32]).is_ok());
    assert_eq!(Serial::from_bytes(&[0xFF; 33]), Err(SerialError::TooLong));
    assert_eq!("00".repeat(200).parse::<Serial>(), Err(SerialError::TooLong));
    let numbers: Vec<Serial> =
        ["-0100", "-02", "00", "01"].iter().map(|text| text.parse().expect("a number")).collect();
    assert!(numbers.is_sorted());
    assert!(Serial::from_bytes(&[2]).expect("two") < Serial::from_bytes(&[1, 0]).expect("256"));
}

/// RFC 5280 section 4.1.2.2 has everybody cope with them.
#[test]
fn unusual_serial_numbers_are_read() {
    if !require(["openssl"]) {
        return;
    }
    let folder = Folder::new();
    folder.key("own.key", P256);
    for (number, expected) in [
        ("0x00", "00"),
        ("-5", "-05"),
        ("-0x80", "-80"),
        ("-0x100", "-01:00"),
        ("0x80", "80"),
        (&format!("0x01{}", "00".repeat(20)), &format!("01{}", ":00".repeat(20))),
        (&format!("0x7f{}", "ff".repeat(31)), &format!("7F{}", ":FF".repeat(31))),
    ] {
        folder.openssl(&format!(
            "req -x509 -key own.key -subj /CN={WMID} -set_serial {number} -outform DER -out own.cer"
        ));
        let certificate = PersonalCertificate::from_der(&folder.read("own.cer")).expect("a certificate");
        assert_eq!(certificate.serial().to_string(), expected, "{number}");
        let shown = folder.openssl("x509 -inform DER -in own.cer -noout -serial");
        assert_eq!(
            shown.trim().strip_prefix("serial=").expect("a number").parse(),
            Ok(*certificate.serial())
        );
    }
    folder.openssl(&format!(
        "req -x509 -key own.key -subj /CN={WMID} -set_serial 0x01{} -outform DER -out own.cer",
        "00".repeat(32)
    ));
    let error = PersonalCertificate::from_der(&folder.read("own.cer")).expect_err("33 bytes");
    insta::assert_snapshot!(format!("{}: {error}", error.kind()), @"serial: the serial number is longer than 32 bytes");
}

#[test]
fn issuer_names_are_sanitized_for_a_terminal() {
    let certificate = sign(&personal(WMID), &root("a\u{1b}[31m\n\u{202e}\"b\""));
    let certificate = PersonalCertificate::from_der(&certificate).expect("a certificate");
    insta::assert_snapshot!(certificate.issuer(), @r#"CN=a\u{1b}[31m\n\u{202e}"b""#);
    let certificate = sign(&personal(WMID), &root(&"é".repeat(1000)));
    let certificate = PersonalCertificate::from_der(&certificate).expect("a certificate");
    assert_eq!(certificate.issuer().chars().count(), 201);
}
