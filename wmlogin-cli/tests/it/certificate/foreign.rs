//! Backup files that other programs make, in every form that people have.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Encode, Sequence};
use hmac::{Hmac, KeyInit, Mac};
use insta::assert_snapshot;
use sha1::Digest;
use sha1::Sha1;
use wmlogin_test_support::authority::subject;
use wmlogin_test_support::openssl::openssl;
use wmlogin_test_support::program::{Run, run, succeed};
use wmlogin_test_support::tools::require;

use super::authority::{DAY, issue, valid};
use super::workplace::{BACKUP_PASSPHRASE, OTHER_WMID, WMID, Workplace};

/// Imports a file with this passphrase into a store of its own.
fn import(workplace: &Workplace, passphrase: &str, file: &str, more: &[&str]) -> Run {
    let _ = fs::remove_dir_all(workplace.path("store"));
    let mut command = workplace.command(&[&["import", file], more].concat());
    run(command.env("WMLOGIN_BACKUP_PASSPHRASE", passphrase), b"")
}

pub fn imported(workplace: &Workplace, passphrase: &str, file: &str) -> String {
    let run = import(workplace, passphrase, file, &[]);
    assert_eq!(run.code, Some(0), "{file}: {run}");
    run.stdout
}

/// A workplace with a certificate, its key and the root in one file, for `openssl pkcs12`.
pub fn with_identity() -> Workplace {
    let workplace = Workplace::new();
    let (certificate, key) = issue(&workplace.authority, WMID, |_| {});
    workplace.write("all.pem", [certificate, key.serialize_pem(), workplace.authority.pem()].concat());
    workplace
}

fn export(workplace: &Workplace, passphrase: &str, file: &str, options: &[&str]) {
    let pass = format!("pass:{passphrase}");
    let export = ["pkcs12", "-export", "-in", "all.pem", "-out", file, "-passout", &pass];
    openssl(workplace.root(), &[&export, options].concat());
}

pub fn keytool(workplace: &Workplace, arguments: &[&str]) {
    let store =
        ["-keystore", "java.p12", "-storepass", BACKUP_PASSPHRASE, "-storetype", "PKCS12", "-noprompt"];
    succeed(Command::new("keytool").current_dir(workplace.root()).args(arguments).args(store));
}

#[test]
fn passphrases_of_every_kind_open() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = with_identity();
    let old = ["-legacy", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40", "-macalg", "sha1"];
    for passphrase in ["", "a", "пароль", "smile \u{1f600}\u{1f600}", "\u{10ffff}"] {
        for options in [&[][..], &old] {
            export(&workplace, passphrase, "made.p12", options);
            imported(&workplace, passphrase, "made.p12");
            let refused = import(&workplace, "something else", "made.p12", &[]);
            assert_eq!(refused.code, Some(1), "{passphrase} {options:?}: {refused}");
        }
    }
}

#[test]
fn ciphers_of_every_kind_are_read_or_named() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = with_identity();
    for cipher in [
        "PBE-SHA1-3DES",
        "PBE-SHA1-2DES",
        "PBE-SHA1-RC2-128",
        "PBE-SHA1-RC2-40",
        "DES-EDE3-CBC",
        "AES-128-CBC",
        "AES-192-CBC",
        "AES-256-CBC",
    ] {
        for mac in ["sha1", "sha224", "sha256", "sha384", "sha512"] {
            let options = ["-legacy", "-keypbe", cipher, "-certpbe", cipher, "-macalg", mac];
            export(&workplace, BACKUP_PASSPHRASE, "made.p12", &options);
            imported(&workplace, BACKUP_PASSPHRASE, "made.p12");
        }
    }
    let ciphers =
        ["PBE-SHA1-RC4-128", "PBE-SHA1-RC4-40", "DES-CBC", "RC2-CBC", "CAMELLIA-128-CBC", "ARIA-256-CBC"];
    let ciphers = ciphers.map(|cipher| ["-legacy", "-keypbe", cipher, "-certpbe", cipher].to_vec());
    let macs = ["md5", "sha512-256", "sha3-256"].map(|digest| vec!["-macalg", digest]);
    let told: Vec<_> = ciphers
        .into_iter()
        .chain(macs)
        .map(|options| {
            export(&workplace, BACKUP_PASSPHRASE, "made.p12", &options);
            workplace.redact(&import(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]).to_string())
        })
        .collect();
    assert_snapshot!(told.join("\n"));
}

/// As web consoles and secret stores hand them out.
#[test]
fn backups_in_base64_are_imported() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = with_identity();
    export(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]);
    openssl(workplace.root(), &["base64", "-in", "made.p12", "-out", "made.b64"]);
    let text = workplace.folder.read_text("made.b64");
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (form, file) in [
        ("base64", text.clone().into_bytes()),
        ("one line", text.replace('\n', "").into_bytes()),
        ("a mark and line ends of Windows", format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()),
        ("line ends of the old Macintosh", text.replace('\n', "\r").into_bytes()),
        ("UTF-16", wide),
        ("PEM", format!("-----BEGIN PKCS12-----\n{text}-----END PKCS12-----\n").into_bytes()),
        ("attributes and PEM", format!("Bag\n-----BEGIN PFX-----\n{text}-----END PFX-----\n").into_bytes()),
    ] {
        workplace.write("made.txt", file);
        let run = import(&workplace, BACKUP_PASSPHRASE, "made.txt", &[]);
        assert_eq!(run.code, Some(0), "{form}: {run}");
    }
}

#[test]
fn files_of_other_kinds_are_named() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = with_identity();
    let folder = workplace.root();
    export(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]);
    let backup = workplace.folder.read("made.p12");
    openssl(folder, &["crl2pkcs7", "-nocrl", "-certfile", "all.pem", "-outform", "DER", "-out", "made.p7b"]);
    openssl(folder, &["x509", "-in", "all.pem", "-outform", "DER", "-out", "made.cer"]);
    openssl(folder, &["pkey", "-in", "all.pem", "-outform", "DER", "-out", "made.key"]);
    openssl(folder, &["ec", "-in", "all.pem", "-out", "sec1.pem"]);
    openssl(folder, &["pkcs8", "-topk8", "-in", "all.pem", "-passout", "pass:a", "-out", "encrypted.pem"]);
    let made = |name: &str| workplace.folder.read(name);
    let mut told = String::new();
    for (kind, file) in [
        ("nothing", Vec::new()),
        ("a mark", b"\xEF\xBB\xBF\r\n".to_vec()),
        ("a key and certificates", made("all.pem")),
        ("a key of SEC 1", made("sec1.pem")),
        ("an encrypted key", made("encrypted.pem")),
        ("a key", made("made.key")),
        ("a certificate", made("made.cer")),
        ("an envelope", made("made.p7b")),
        ("a page", b"<html>404 Not found</html>".to_vec()),
        ("a store of Java", b"\xFE\xED\xFE\xED\0\0\0\x02\0\0\0\0".to_vec()),
        ("another store of Java", b"\xCE\xCE\xCE\xCE\0\0\0\x02\0\0\0\0".to_vec()),
        ("half of a backup", backup[..backup.len() / 2].to_vec()),
        ("more than a backup", [&backup[..], b"\0"].concat()),
        ("a mark before a backup", [b"\xEF\xBB\xBF", &backup[..]].concat()),
        ("an archive", [b"PK\x03\x04", &backup[..]].concat()),
    ] {
        workplace.write("file", file);
        let run = import(&workplace, BACKUP_PASSPHRASE, "file", &[]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{kind}: {run}");
        let _ = writeln!(told, "{kind}\n    {}", run.stderr.trim_end().replace('\n', "\n    "));
    }
    assert_snapshot!(told);
}

#[test]
fn keys_of_other_kinds_are_named() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::new();
    let folder = workplace.root();
    openssl(folder, &["dsaparam", "-genkey", "-noout", "-out", "dsa.key", "1024"]);
    let kinds = [
        &["EC", "-pkeyopt", "ec_paramgen_curve:P-521"][..],
        &["EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
        &["EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"],
        &["RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
        &["RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
        &["ED25519"],
        &["ED448"],
        &["DSA"],
    ];
    let told = kinds.map(|kind| {
        match kind {
            ["DSA"] => openssl(folder, &["pkey", "-in", "dsa.key", "-out", "own.key"]),
            kind => openssl(folder, &[&["genpkey", "-out", "own.key", "-algorithm"], kind].concat()),
        };
        let name = format!("/CN={WMID}");
        openssl(folder, &["req", "-x509", "-key", "own.key", "-subj", &name, "-out", "own.pem"]);
        let both = ["own.pem", "own.key"].map(|file| workplace.folder.read_text(file));
        workplace.write("all.pem", both.concat());
        export(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]);
        let run = import(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{kind:?}: {run}");
        run.stderr
    });
    assert_snapshot!(told.concat());
}

#[test]
fn files_without_protection_are_taken_with_a_remark() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = with_identity();
    export(&workplace, BACKUP_PASSPHRASE, "made.p12", &["-nomac"]);
    let no_mac = imported(&workplace, BACKUP_PASSPHRASE, "made.p12");
    let wrong = import(&workplace, "something else", "made.p12", &[]);
    assert_eq!(wrong.code, Some(1), "{wrong}");
    export(&workplace, BACKUP_PASSPHRASE, "made.p12", &["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"]);
    let open = imported(&workplace, "", "made.p12");
    assert_snapshot!([no_mac, open].map(|text| workplace.redact(&text)).join("\n"));
}

#[derive(Sequence)]
struct Info<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0")]
    content: AnyRef<'a>,
}

fn repeated(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().cycle().take(bytes.len().next_multiple_of(64)).collect()
}

/// Programs on Windows derive the MAC key of an empty passphrase from nothing at all, and openssl from the zero at
/// its end.
#[test]
fn both_forms_of_an_empty_passphrase_open() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = with_identity();
    export(&workplace, "", "open.p12", &["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"]);
    let file = workplace.folder.read("open.p12");
    let fields = Vec::<AnyRef<'_>>::from_der(&file).expect("a PFX");
    let info: Info<'_> = fields[1].decode_as().expect("a content");
    let content: &OctetStringRef = info.content.decode_as().expect("a string");
    for password in [&[][..], &[0, 0]] {
        let salt = [7; 8];
        // RFC 7292 appendix B.2, for one block of key.
        let blocks = [[3; 64].to_vec(), repeated(&salt), repeated(password)].concat();
        let key = (1..2048).fold(Sha1::digest(blocks), |digest, _| Sha1::digest(digest));
        let mac = Hmac::<Sha1>::new_from_slice(&key).expect("a key").chain_update(content.as_bytes());
        let mac = mac.finalize().into_bytes();
        let sha1 = [0x30, 9, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0];
        let digest = [&[0x30, 33][..], &sha1, &[4, 20], &mac].concat();
        let mac = [&[0x30, 49][..], &digest, &[4, 8], &salt, &[2, 2, 8, 0]].concat();
        let version = fields[0].to_der().expect("a version");
        let fields = [version, fields[1].to_der().expect("a content"), mac].concat();
        let length = u16::try_from(fields.len()).expect("a short file").to_be_bytes();
        workplace.write("made.p12", [&[0x30, 0x82][..], &length, &fields].concat());
        imported(&workplace, "", "made.p12");
        assert_eq!(import(&workplace, "x", "made.p12", &[]).code, Some(1));
    }
}

#[test]
fn of_several_keys_one_is_chosen_by_its_wmid() {
    if !require(["openssl", "keytool"]) {
        return;
    }
    let workplace = Workplace::new();
    for wmid in [WMID, OTHER_WMID] {
        let (certificate, key) = issue(&workplace.authority, wmid, |_| {});
        let one = format!("{wmid}.p12");
        workplace.write("all.pem", [certificate, key.serialize_pem()].concat());
        export(&workplace, BACKUP_PASSPHRASE, &one, &["-name", wmid]);
        keytool(&workplace, &["-importkeystore", "-srckeystore", &one, "-srcstorepass", BACKUP_PASSPHRASE]);
    }
    let told = [&[][..], &["--wmid", "111111111111"], &["--wmid", WMID], &["--wmid", OTHER_WMID]]
        .map(|more| workplace.redact(&import(&workplace, BACKUP_PASSPHRASE, "java.p12", more).to_string()));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn of_several_certificates_the_valid_one_is_taken() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::new();
    let now = std::time::SystemTime::now();
    let (valid_now, key) = issue(&workplace.authority, WMID, |_| {});
    let again = |from, until| {
        let mut params = wmlogin_test_support::authority::personal(WMID);
        valid(&mut params, from, until);
        params.signed_by(&key, &workplace.authority).expect("a certificate").pem()
    };
    let (expired, later) = (again(now - 9 * DAY, now - DAY), again(now + DAY, now + 9 * DAY));
    for order in [[&valid_now, &expired, &later], [&later, &expired, &valid_now]] {
        let certificates = order.map(String::as_str).concat();
        workplace.write("all.pem", [certificates, key.serialize_pem()].concat());
        export(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]);
        imported(&workplace, BACKUP_PASSPHRASE, "made.p12");
        let status = workplace.run(&["status"]);
        assert_eq!(status.code, Some(0), "{status}");
    }
}

#[test]
fn the_problem_of_the_certificate_is_told() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::new();
    let (person, key) = issue(&workplace.authority, WMID, |params| {
        params.distinguished_name = subject(["A person"]);
    });
    let (two, key_of_two) = issue(&workplace.authority, WMID, |params| {
        params.distinguished_name = subject([WMID, OTHER_WMID]);
    });
    let told = [(person, key), (two, key_of_two)].map(|(certificate, key)| {
        // The root comes first, and is not personal either.
        workplace.write("all.pem", [certificate, key.serialize_pem(), workplace.authority.pem()].concat());
        export(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]);
        workplace.redact(&import(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]).to_string())
    });
    assert_snapshot!(told.join("\n"));
}

/// The same key in another encoding, and certificates that are unusual but valid.
#[test]
fn the_certificate_is_found_by_the_value_of_the_key() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::new();
    let folder = workplace.root();
    let generate = ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "own.key"];
    openssl(folder, &generate);
    openssl(folder, &["ec", "-in", "own.key", "-conv_form", "compressed", "-out", "compressed.key"]);
    let name = format!("/CN={WMID}");
    for serial in ["0", "-5", "0x010000000000000000000000000000000000000001"] {
        let request = ["req", "-x509", "-key", "compressed.key", "-subj", &name, "-set_serial", serial];
        openssl(folder, &[&request[..], &["-out", "own.pem"]].concat());
        let both = ["own.pem", "own.key"].map(|file| workplace.folder.read_text(file));
        workplace.write("all.pem", both.concat());
        export(&workplace, BACKUP_PASSPHRASE, "made.p12", &[]);
        imported(&workplace, BACKUP_PASSPHRASE, "made.p12");
    }
}
