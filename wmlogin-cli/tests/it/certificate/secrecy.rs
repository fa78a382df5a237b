//! No part of a private key is in any output, or in any file but those that hold it encrypted.

use std::fs;
use std::path::PathBuf;

use crate::certificate::workplace::{BACKUP_PASSPHRASE, EMAIL, OTHER_WMID, PASSPHRASE, WMID, Workplace};
use wmlogin_test_support::openssl::openssl;
use wmlogin_test_support::program::Run;
use wmlogin_test_support::tools::require;

/// Pieces of a private key in every form in which it could be shown, since it may be broken into lines.
fn traces(workplace: &Workplace) -> Vec<Vec<u8>> {
    let pass = format!("pass:{PASSPHRASE}");
    let folder = workplace.path(format!("store/{WMID}-1"));
    let plain = workplace.path("plain.pem");
    openssl(&folder, &["pkey", "-in", "key.pem", "-passin", &pass, "-out", plain.to_str().unwrap()]);
    let text = fs::read_to_string(&plain).unwrap();
    openssl(workplace.root(), &["pkey", "-in", "plain.pem", "-outform", "der", "-out", "plain.der"]);
    let der = fs::read(workplace.path("plain.der")).unwrap();
    fs::remove_file(plain).unwrap();
    fs::remove_file(workplace.path("plain.der")).unwrap();
    // The private number of a key on P-256 (RFC 5915) stands before the public point.
    let secret = &der[36..68];
    let mut traces: Vec<Vec<u8>> =
        text.lines().filter(|line| line.len() == 64).take(1).map(Into::into).collect();
    traces.extend(secret.chunks(16).map(<[u8]>::to_vec));
    for chunk in secret.chunks(8) {
        let pairs: Vec<_> = chunk.iter().map(|byte| format!("{byte:02x}")).collect();
        for hex in [pairs.concat(), pairs.join(":"), pairs.join(" ")] {
            traces.extend([hex.to_uppercase().into_bytes(), hex.into_bytes()]);
        }
        traces.push(format!("{chunk:?}").trim_matches(['[', ']']).as_bytes().to_vec());
    }
    traces.push(b"BEGIN PRIVATE KEY".to_vec());
    traces.extend([PASSPHRASE, BACKUP_PASSPHRASE].map(|secret| secret.as_bytes().to_vec()));
    traces
}

fn search(what: &str, bytes: &[u8], traces: &[Vec<u8>]) {
    for trace in traces {
        let found = bytes.windows(trace.len()).any(|window| window == trace);
        assert!(!found, "{} in {what}", String::from_utf8_lossy(trace));
    }
}

#[test]
fn no_command_or_failure_shows_a_private_key() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_request();
    let traces = traces(&workplace);
    let tell = |passphrase: &str, arguments: &[&str]| -> Run {
        let mut command = workplace.command(arguments);
        command.env("RUST_BACKTRACE", "1").env("WMLOGIN_PASSPHRASE", passphrase);
        wmlogin_test_support::program::run(&mut command, b"")
    };
    let everything: [&[&str]; 20] = [
        &["request", "--wmid", WMID, "--email", EMAIL],
        &[
            "request",
            "--wmid",
            OTHER_WMID,
            "--email",
            EMAIL,
            "--key-type",
            "ecdsa-p256",
            "--output",
            "out.pem",
        ],
        &["register", "--wmid", WMID, "--server", "http://127.0.0.1:1", "--root", "root.pem"],
        &["add", "certificate.cer", "--root", "root.pem"],
        &["add", "not there", "--root", "root.pem"],
        &["add", "store/123456789012-1/key.pem", "--root", "root.pem"],
        &["backup", "--output", "backup.p12", "--wmid", WMID],
        &["backup", "--output", "backup.p12", "--wmid", WMID],
        &["backup", "--output", "no folder/backup.p12", "--wmid", WMID],
        &["export", "--format", "p12", "--output", "out.p12", "--wmid", WMID],
        &["export", "--format", "cer", "--output", "out.cer", "--wmid", WMID],
        &["export", "--format", "pem", "--output", "chain.pem", "--wmid", WMID],
        &["import", "backup.p12"],
        &["import", "root.pem"],
        &["test", "https://127.0.0.1:1/", "--wmid", WMID],
        &["renew", "--force", "--wmid", WMID, "--server", "http://127.0.0.1:1", "--root", "root.pem"],
        &["status", "--all"],
        &["status", "--json", "--all"],
        &["harden", "--wmid", WMID],
        &["harden", "--yes", "--wmid", WMID],
    ];
    workplace.sign(1, "certificate.cer", |_| {});
    for arguments in everything {
        for passphrase in ["something else", "", PASSPHRASE] {
            let run = tell(passphrase, arguments);
            search(&format!("{arguments:?}"), run.to_string().as_bytes(), &traces);
            assert!(!run.stderr.contains("panicked"), "{arguments:?}: {run}");
        }
    }
    assert!(workplace.run(&["status"]).stdout.contains("hardened"));
    let mut folders: Vec<PathBuf> = vec![workplace.root().to_owned()];
    let mut searched = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                search(path.to_str().unwrap(), &fs::read(&path).unwrap(), &traces);
                searched += 1;
            }
        }
    }
    assert!(searched > 10, "{searched}");
}
